"""Personal data beside the fields: in comments, and in what a commit says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ppl.errors import Problem
from ppl.operations.personal_data import in_comments, new_beside_fields
from ppl.operations.proposal import Proposal
from ppl.rules.personal_data.finds import finds, sentence
from ppl.store.edits import Edit
from ppl.store.folder import Folder
from ppl.store.git.message import Message
from ppl.store.marked_files import marked_files
from tests.operations.base import NET, Base

FIELDS = {"title": "Kabel", "category": "netcongestie", "status": "open", "opened_on": "2026-01-05"}
TEXT = (
    "title: Kabel  # bel 06-12345678\ncategory: netcongestie\nstatus: open\n"
    "# iemand@voorbeeld.nl\nopened_on: 2026-01-05\n"
)


def brought(*edits: Edit, known: tuple[Problem, ...] = (), **message: Any) -> list[tuple[str, int]]:
    """Where a proposal brings personal data in, beside its fields."""
    proposal = Proposal(edits, Message(**{"word": "set", "ref": NET, "what": "iets", **message}))
    return [(problem.path, problem.line) for problem in new_beside_fields(proposal, "bericht", known)]


def test_a_comment_is_looked_at_once_it_is_new() -> None:
    path = f"data/projects/{NET}.yaml"
    assert brought(Edit(NET, FIELDS, None, text=TEXT)) == [(path, 1), (path, 4)]
    assert brought(Edit(NET, FIELDS, TEXT, text=TEXT + "# meer\n")) == []
    assert brought(Edit(NET, FIELDS, TEXT, text=TEXT + "# 06-87654321\n")) == [(path, 6)]
    assert brought(Edit(NET, None, TEXT)) == []


def test_what_a_commit_says_is_looked_at_and_of_a_path_the_last_part() -> None:
    assert brought(reason="gevraagd door j@voorbeeld.nl") == [("bericht", 0)]
    assert brought(what="bel 06-12345678", command="ppl set -m 'bel 06-12345678'") == [("bericht", 0)]
    assert brought(command="ppl log /home/j@voorbeeld.nl/notities.md") == []
    assert brought(command="ppl log C:/x/06-12345678.md") == [("bericht", 0)]
    assert brought(what="bel 06-12345678", undoes="a" * 40) == []
    assert brought(reason="bel 06-12345678", undoes="a" * 40) == [("bericht", 0)]
    (find,) = finds("06-12345678")
    field = Problem("x.yaml", 3, sentence(find), find.remedy, "personal-data")
    assert brought(what="bel 06-12345678", known=(field,)) == []


def test_the_comments_of_all_files_are_looked_at(base: Base) -> None:
    folder = Folder(Path(), {}, base.tree)
    assert list(in_comments(marked_files(folder.tree, folder.tree.paths()))) == []
    base.tree.files[f"projects/{NET}.yaml"] = TEXT.encode()
    found = list(in_comments(marked_files(folder.tree, folder.tree.paths())))
    assert [(problem.line, problem.check) for problem in found] == [(1, "personal-data"), (4, "personal-data")]
    assert list(in_comments(marked_files(folder.tree, folder.tree.paths()), found)) == []
