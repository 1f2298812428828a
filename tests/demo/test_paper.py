"""The quick writer gives the same bytes as the one that every other command uses."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ppl.demo.paper import Sheets
from ppl.demo.programme import made
from ppl.model.kinds import kind_of_path, path_of_ref, ref_of_path
from ppl.model.session import Session
from ppl.store import codec
from ppl.store.edits import Edit, existing_edit
from ppl.yaml import text as yaml_text

WORDS = st.sampled_from(["de", "gemeente", "no", "12", "raad:", "#1", "'s", "ja,", "‘zo’", "x" * 30, "[a]", "- b", "é"])
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join) | st.text(max_size=20)
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["on", "text", "a-b", "1"]), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["title", "on", "summary", "items"]), VALUES, min_size=1, max_size=4))
def test_both_writers_give_the_same_bytes(value: dict[str, Any]) -> None:
    assert Sheets().text_of("s", Session, value) == yaml_text.to_text(codec.marked_plain(Session, value))


def test_both_writers_give_the_same_bytes_for_every_record_of_a_programme() -> None:
    journal = made(2, 12, 3, datetime.date(2026, 6, 30))
    for path, data in journal.files.files.items():
        ref = ref_of_path(path)
        kind = kind_of_path(path_of_ref(ref) or "")
        assert kind is not None
        marked = codec.marked_plain(kind.record, journal.fields(ref))
        assert yaml_text.to_text(marked).encode() == data, path


def test_a_change_gives_the_text_that_an_edit_in_place_gives() -> None:
    journal = made(2, 16, 4, datetime.date(2026, 6, 30))
    plans = [ref_of_path(path) for path in journal.files.files if path.endswith("/plan.yaml")]
    for ref in plans:
        held = existing_edit(journal.folder, ref)
        assert held is not None
        activities = [dict(a) for a in (held.fields or {})["activities"]]
        activities[-1]["actual_start_on"] = "2026-06-30"
        changed = Edit(ref, {**(held.fields or {}), "activities": activities}, held.old)
        assert changed.new == Sheets().text_of(ref, changed.kind.record, changed.fields or {})
