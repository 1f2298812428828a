"""Files combined: the same text from either side, every comment of both, and good records stay good."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppl.model.kinds import KIND
from ppl.store import codec
from ppl.store.merge.texts import merged_text
from ppl.yaml import edit as yaml_edit
from ppl.yaml import text as yaml_text
from tests.share import share_of_examples

BOTTLENECK = KIND["bottleneck"]
BASE = """\
# Verzonnen.
title: Netaansluiting   # zoals zij het noemen
category: stikstof
status: open

# wanneer het begon
opened_on: 2026-01-01
tried:
  - gebeld
  - geschreven
description: >-
  Een lange uitleg die over meer dan een regel gaat, omdat de netbeheerder nog niet weet wanneer de kabel er ligt
  en of hij breed genoeg is.
tags: [net, stroom]
"""
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(("Stroom", "Kabel: te dun")),
        "status": st.sampled_from(("waiting", "mitigated", "resolved")),
        "owner": st.sampled_from(("leermanager", "procesmanager")),
        "tried": st.lists(st.sampled_from(("gebeld", "geschreven", "gemaild", "bezocht")), max_size=4, unique=True),
        "tags": st.lists(st.sampled_from(("net", "stroom", "kabel")), max_size=3, unique=True),
        "resolution": st.sampled_from(("een batterij", "wachten: een jaar", "regel een\nregel twee")),
        "description": st.sampled_from(("Kort.", "Iets anders dan het was, en langer dan een enkel woord.")),
    },
)
COMMENTS = st.lists(st.sampled_from(("# boven", "# over de status", "# let op")), max_size=2, unique=True)


def edited(changes: dict[str, Any], comments: list[str]) -> str:
    """The base with fields changed (an empty list takes one away) and comments put in front of fields."""
    fields = yaml_text.read(BASE) | changes
    fields = {name: value for name, value in fields.items() if value != []}
    text = yaml_edit.edit_text(BASE, codec.marked_plain(BOTTLENECK.record, fields))
    for comment, name in zip(comments, ("status:", "opened_on:"), strict=False):
        text = text.replace(f"\n{name}", f"\n{comment}\n{name}", 1)
    return text


@settings(max_examples=share_of_examples(150))
@given(CHANGES, CHANGES, COMMENTS, COMMENTS)
def test_from_either_side_it_is_the_same_file_with_the_comments_of_both(
    ours: Any, theirs: Any, our_comments: Any, their_comments: Any
) -> None:
    one, other = edited(ours, our_comments), edited(theirs, their_comments)
    found, turned = merged_text(BOTTLENECK, BASE, one, other), merged_text(BOTTLENECK, BASE, other, one)
    assert found is not None and turned is not None
    assert {(q.at, repr(q.ours)) for q in found.questions} == {(q.at, repr(q.theirs)) for q in turned.questions}
    assert found.text == turned.text
    if not found.questions:
        for comment in (*our_comments, *their_comments):
            assert comment in found.text
        assert "# zoals zij het noemen" in found.text or "title" in ours | theirs
    _, flaws = codec.record(BOTTLENECK.record, yaml_text.read(found.text), "waterrijk/bottlenecks/x")
    assert [flaw for flaw in flaws if flaw.level == "error"] == []


@given(CHANGES, COMMENTS)
def test_what_one_side_left_alone_is_as_the_other_wrote_it(changes: Any, comments: Any) -> None:
    text = edited(changes, comments)
    for ours, theirs in ((text, BASE), (BASE, text), (text, text)):
        found = merged_text(BOTTLENECK, BASE, ours, theirs)
        assert found is not None and (found.text, found.questions) == (text, ())


@pytest.mark.parametrize("broken", ["title: [\n", "<<<<<<< HEAD\ntitle: x\n=======\ntitle: y\n>>>>>>> main\n"])
def test_what_cannot_be_read_is_left_to_whoever_can(broken: str) -> None:
    assert merged_text(BOTTLENECK, BASE, broken, BASE) is None
    assert merged_text(BOTTLENECK, BASE, BASE, broken) is None
