"""Whether an entry was logged before: sent twice, it is recognised."""

from collections.abc import Container, Mapping
from typing import Any

from ppl.model.fields import field_named
from ppl.model.session import Session
from ppl.store.edits import Edit


def is_same(sent: Mapping[str, Any], before: Edit, embedded: Container[str]) -> bool:
    """Whether a session of this day and kind holds what is sent; what happened to it later does not count."""
    held = before.fields or {}
    for name, value in sent.items():
        if name in embedded:
            listed = value if isinstance(value, list) else [value]
            if len(listed) != len(held.get(name) or ()):
                return False
        elif name == "actions":
            texts = [_text_of(a) for a in value if _text_of(a)] if isinstance(value, list) else []
            if texts != [_text_of(a) for a in held.get("actions") or ()]:
                return False
        elif value is not None and held.get(name) != value and not _equal(name, held.get(name), value):
            return False
    return True


def _equal(name: str, one: Any, other: Any) -> bool:
    f = field_named(Session, name)
    of_list = f is not None and f.shape.form == "list"
    return of_list and (one == [other] or other == [one])


def _text_of(action: Any) -> str | None:
    if isinstance(action, str):
        return action
    return action.get("text") if isinstance(action, Mapping) else None
