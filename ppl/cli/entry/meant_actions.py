"""Which actions somebody means: by their ref, the talk or project in which they stand, or their words."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ppl.cli.desk import Desk
from ppl.errors import Text, UsageError, near
from ppl.readers.words import plain
from ppl.rules.agreed_actions import ACTION_KINDS, AgreedAction, open_everywhere

SHOWN = 6
PROGRAMME = "programme"


class Meant(NamedTuple):
    """What was named. refs: the actions; among: those among which somebody must choose, where that is not clear."""

    refs: tuple[str, ...]
    among: tuple[AgreedAction, ...] = ()


def open_actions(desk: Desk, project: str | None = None) -> list[AgreedAction]:
    """What is open, the first due on top. project: only of this one. Raises UsageError for one that is not there."""
    place = desk.ref(project, kind="project") if project else None
    found = open_everywhere(desk.read(kinds=ACTION_KINDS), desk.today)
    return [one for one in found if place in (None, one.project)]


def meant_actions(desk: Desk, named: Sequence[str], is_open: Sequence[AgreedAction]) -> Meant:
    """The actions that are named. Raises UsageError, with what may have been meant, for what names none."""
    found: list[str] = []
    for text in named:
        one = _meant(desk, text, is_open)
        if one.among and (len(named) > 1 or not desk.is_terminal):
            listed = ", ".join(each.ref for each in one.among[:SHOWN]) + (" ..." if len(one.among) > SHOWN else "")
            raise UsageError(Text("`{text}` may be one of several actions", text=text),
                             Text("say which: {listed}", listed=listed))  # fmt: skip
        if one.among:
            return one
        found += one.refs
    return Meant(tuple(dict.fromkeys(found)))


def _meant(desk: Desk, text: str, is_open: Sequence[AgreedAction]) -> Meant:
    """The action of one name: a ref, the end of one, its talk or project, or its words."""
    name = text.removeprefix("data/").removeprefix("projects/").replace(".yaml#", "#").removesuffix(".yaml")
    ended = [one for one in is_open if one.ref == name or one.ref.endswith(("/" + name, "#" + name))]
    if ended:
        return _one_of(ended)
    if "#" in name:
        return Meant((_settled(desk, text, name, is_open),))
    place = name.removesuffix("/")
    inside = [one for one in is_open if place in (one.project or PROGRAMME, one.ref.partition("#")[0])]
    inside = inside or [one for one in is_open if one.ref.partition("#")[0].endswith("/" + place)]
    if inside:
        return _one_of(inside)
    if place == PROGRAMME or any(ref == place or ref.endswith("/" + place) for ref in desk.known_refs()):
        what = Text("nothing is open in {ref}", ref=place)
        raise UsageError(what, Text("ppl action list shows what is open"))
    raise _unknown(text, is_open)


def _one_of(found: Sequence[AgreedAction]) -> Meant:
    return Meant((found[0].ref,)) if len(found) == 1 else Meant((), tuple(found))


def _settled(desk: Desk, text: str, name: str, is_open: Sequence[AgreedAction]) -> str:
    """The ref of an action that is not open: the word says how it stands. Raises UsageError."""
    try:
        return desk.ref(name)
    except UsageError as error:
        if error.remedy is not None and error.remedy.source == Text("say which: {listed}").source:
            raise
        raise _unknown(text, is_open) from None


def _unknown(text: str, is_open: Sequence[AgreedAction]) -> UsageError:
    """The refusal, with the open action whose ref or words look most like it."""
    what = Text("no open action is called `{text}`", text=text)
    like = worded(text, is_open)
    refs = near(text, [one.ref for one in is_open], cutoff=0.7) or near(text, _short(is_open), cutoff=0.7)
    found = next((one for one in is_open if refs and one.ref in (refs[0], _short(is_open).get(refs[0]))), None)
    if (meant := found or (like[0] if like else None)) is None:
        return UsageError(what, Text("ppl action list shows what is open"))
    return UsageError(what, Text("did you mean `{near}` ({text})?", near=meant.ref, text=meant.action.text))


def _short(is_open: Iterable[AgreedAction]) -> dict[str, str]:
    """The refs of the actions by the name of their talk alone."""
    return {one.ref.rpartition("/")[2]: one.ref for one in is_open}


def worded(text: str, is_open: Iterable[AgreedAction]) -> list[AgreedAction]:
    """The actions in whose text each of these words stands, or begins one."""
    words = plain(text).split()
    begins: Callable[[str, list[str]], bool] = lambda word, those: any(each.startswith(word) for each in those)  # noqa: E731
    return [one for one in is_open if words and all(begins(word, plain(one.action.text).split()) for word in words)]
