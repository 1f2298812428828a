"""Actions that notes say are done, found among those that are open."""

from collections.abc import Mapping, Sequence
from typing import Any

from ppl.readers.words import plain
from ppl.rules.same_action import is_near, is_same

SHORTEST = 4  # letters of a word that may mean an action by itself


def with_known(actions: Sequence[Any], open_actions: Sequence[tuple[str, str]]) -> list[Any]:
    """The actions, those that are done and mean just one open action as a change of that. open_actions: id and text."""
    return [_known(one, open_actions) if isinstance(one, Mapping) else one for one in actions]


def _known(action: Mapping[str, Any], open_actions: Sequence[tuple[str, str]]) -> Mapping[str, Any]:
    if action.get("status") != "done" or action.get("id") or not isinstance(action.get("text"), str):
        return action
    text = action["text"]
    same = [id for id, other in open_actions if is_same(text, other) or is_near(text, other)]
    found = same or [id for id, other in open_actions if _is_short_for(text, other)]
    if len(found) != 1:
        return action
    return {
        "id": found[0],
        **{name: value for name, value in action.items() if name not in ("text", "owner", "due_on")},
    }


def _is_short_for(text: str, whole: str) -> bool:
    """Whether each word of a text is one of a longer one: `offerte` for `Offerte opvragen`."""
    words = plain(text).split()
    return any(len(word) >= SHORTEST for word in words) and set(words) <= set(plain(whole).split())
