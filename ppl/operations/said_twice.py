"""What notes say twice, in a sentence and in a table: the same action, decision or agreement is kept once."""

from collections.abc import Callable, Mapping
from typing import Any

from ppl.errors import Field, Text
from ppl.operations.session_draft import alike
from ppl.readers.forms.session import Form
from ppl.rules.same_action import is_like, telling_words

TEXT_OF = {"actions": "text", "decisions": "outcome", "agreements": ""}
WHO_AND_WHEN = {"actions": ("owner", "due_on"), "decisions": ("by", "decided_on")}
MOST = 40  # items of one owner and day that an item is compared with
Likeness = Callable[[str, str], bool]


def once(form: Form) -> Form:
    """The form with each item once; of two that are alike the longer text, and what either says besides.

    The same text is the same where owner and day do not contradict each other; with the same owner and the same day a
    like text is too. A change of an earlier action (with an `id`), and one in another state, stand by themselves.
    """
    for name in TEXT_OF:
        items = form.fields.get(name)
        if isinstance(items, list) and len(items) > 1:
            form = _once(form, name, items)
    return form


def _once(form: Form, name: str, items: list[Any]) -> Form:
    kept: list[Any] = []
    places: dict[int, int] = {}
    remarks = [*form.remarks]
    same: dict[Any, list[int]] = {}
    like: dict[Any, list[int]] = {}
    for place, item in enumerate(items):
        text = str(item.get(TEXT_OF[name]) or "") if isinstance(item, Mapping) else str(item)
        who_and_when = _who_and_when(name, item)
        whole, group = alike(text), (repr(who_and_when), _state(item)) if all(who_and_when) else None
        candidates = [one for one in same.get(whole, []) if _agree(name, kept[one], item)]
        if not candidates and group is not None:
            candidates = [one for one in like.get(group, [])[-MOST:] if is_like(_text(name, kept[one]), text)]
        if candidates and not (isinstance(item, Mapping) and item.get("id")):
            first = candidates[0]
            kept[first] = _together(name, kept[first], item)
            line = form.lines.get((name, place), 1)
            remarks.append((line, Text("`{text}` was said before; it is kept once", text=text)))
            places.setdefault(place, -1)
            continue
        places[place] = len(kept)
        same.setdefault(whole, []).append(len(kept))
        if group is not None:
            like.setdefault(group, []).append(len(kept))
        kept.append(item)
    if len(kept) == len(items):
        return form
    lines = {at: line for field, line in form.lines.items() if (at := _moved(name, field, places)) is not None}
    return form._replace(fields={**form.fields, name: kept}, lines=lines, remarks=tuple(remarks))


def _who_and_when(name: str, item: Any) -> tuple[Any, ...]:
    fields = WHO_AND_WHEN.get(name, ())
    return tuple(item.get(field) for field in fields) if isinstance(item, Mapping) and fields else (None,)


def _state(item: Any) -> Any:
    return item.get("status") if isinstance(item, Mapping) else None


def _text(name: str, item: Any) -> str:
    return str(item.get(TEXT_OF[name]) or "") if isinstance(item, Mapping) else str(item)


def _agree(name: str, one: Any, other: Any) -> bool:
    """Whether nothing that two items say of who, when and their state differs."""
    if isinstance(one, Mapping) and one.get("id"):
        return False
    pairs = zip(_who_and_when(name, one), _who_and_when(name, other), strict=False)
    return _state(one) == _state(other) and all(a == b or not a or not b for a, b in pairs)


def _together(name: str, one: Any, other: Any) -> Any:
    """Both as one: the longer text, and of the rest what the first says, else what the second does."""
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return one
    longer = max(_text(name, one), _text(name, other), key=lambda text: len(telling_words(text)))
    return {**other, **one, TEXT_OF[name]: longer}


def _moved(name: str, field: Field, places: Mapping[int, int]) -> Field | None:
    """Where a field stands after items went; None for one that went."""
    if field[:1] != (name,) or len(field) < 2 or not isinstance(field[1], int):
        return field
    place = places.get(field[1], field[1])
    return None if place < 0 else (name, place, *field[2:])
