"""What ppl tells of a record's history, held against another reader of git: GitPython."""

from __future__ import annotations

import git

from ppl.store.difference import differences
from ppl.store.folder import Folder
from ppl.store.git.history import steps, versions
from tests.conftest import Kb

NET = "waterrijk/bottlenecks/netaansluiting"


def test_another_reader_of_git_finds_the_same_commits_and_contents(kb: Kb) -> None:
    for number in range(4):
        assert kb.ppl("set", NET, f"tried+=poging {number}", "--reason", f"keer {number}").returncode == 0
    assert kb.ppl("log", "waterrijk", "--from", "-", stdin="kind: contact\nheld_on: 2026-02-01\n").returncode == 0
    assert kb.ppl("undo").returncode == 0
    folder = Folder(kb.root, kb.environment)
    path = f"data/projects/{NET}.yaml"
    with git.Repo(kb.root) as repository:
        commits = list(repository.iter_commits(paths=[path]))[::-1]
        found = [(c.hexsha, c.author.name, c.message.partition("\n")[0], c.committed_datetime) for c in commits]  # type: ignore[arg-type]
        assert [(step.commit, step.by, step.subject, step.at) for step in steps(folder, NET)] == found
        contents = [(commit.tree / path).data_stream.read() for commit in commits]
    assert [version.data for version in versions(folder, NET)] == contents
    assert len(contents) == 5


def test_an_item_without_a_name_is_told_by_its_values_and_not_in_the_path() -> None:
    one, other = {"on": "2026-11-24", "to": "2027-05-04"}, {"on": "2026-11-25", "to": "2027-05-11"}
    found = [*differences({"moves": [one]}, {"moves": [other]})]
    assert found == [(("moves",), one, None), (("moves",), None, other)]
    assert [*differences({"a": [{"id": "x", **one}]}, {"a": []})] == [(("a", "x"), {"id": "x", **one}, None)]
