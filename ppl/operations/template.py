"""The templates of a knowledge base: which of them are trusted on this machine, and what trusting one changes."""

import difflib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from ppl.errors import DataError, Text, UsageError, nearest
from ppl.render.overrides import FOLDER, Override, OwnTemplates, overrides, shipped_text, unchanged_copies
from ppl.store.folder import Folder
from ppl.store.local import trust

State = Literal["trusted", "not trusted", "changed since", "refused"]
NO_TEMPLATES = Text("this knowledge base has no templates of its own; ppl uses those that it came with")


class Standing(NamedTuple):
    """A template of the knowledge base, and how it stands.

    added, removed: lines against the shipped one; is_shipped: whether there is one with its name
    """

    template: Override
    state: State
    is_shipped: bool
    added: int
    removed: int


def own_templates(folder: Folder, pass_over: Callable[[Sequence[Override]], None]) -> OwnTemplates:
    """The templates of a knowledge base as far as they are trusted. pass_over: told of those that are not used."""
    held = frozenset((one.name, one.digest) for one in trust.trusted(folder))
    named = trust.digests_of(folder.environment)
    return OwnTemplates(
        folder.root, lambda name, digest: digest in named or (name, digest) in held, pass_over, folder.environment
    )


def standings(folder: Folder) -> list[Standing]:
    """Every template of the knowledge base that is not a shipped one, by name."""
    if not (found := overrides(folder.root)):
        return []
    is_trusted = own_templates(folder, lambda passed: None).is_trusted
    base = trust.base_of(folder)
    known = {one.name for one in trust.trusted(folder) if one.base == base}
    return [_standing(one, is_trusted, one.name in known) for one in found]


def _standing(template: Override, is_trusted: Callable[[str, str], bool], was_trusted: bool) -> Standing:
    state: State = "changed since" if was_trusted else "not trusted"
    if template.refusal is not None:
        state = "refused"
    elif is_trusted(template.name, template.digest):
        state = "trusted"
    changes = [row[:1] for row in difference(template)][2:]
    return Standing(template, state, shipped_text(template.name) is not None, changes.count("+"), changes.count("-"))


def difference(template: Override) -> list[str]:
    """How it differs from the shipped one, as `diff -u` says it."""
    shipped = shipped_text(template.name)
    return list(
        difflib.unified_diff(
            (shipped or "").splitlines(),
            template.text.splitlines(),
            f"ppl/{FOLDER}/{template.name}" if shipped is not None else "/dev/null",
            f"{FOLDER}/{template.name}",
            lineterm="",
        )
    )


def named(folder: Folder, names: Sequence[str], with_all: bool) -> list[Standing]:
    """The templates that somebody means. Raises UsageError for one that is not there, DataError for a refused one."""
    if bool(names) == with_all:
        what = Text("which templates?") if not names else Text("--all and names do not go together")
        raise UsageError(what, Text("name them, or all of them: --all; ppl template list shows which there are"))
    known = {one.template.name: one for one in standings(folder)}
    if with_all:
        return [one for one in known.values() if one.state != "refused"]
    return [_named(known, name.removeprefix(f"{FOLDER}/")) for name in names]


def chosen_overrides(folder: Folder, names: Sequence[str]) -> list[Override]:
    """The templates that are to be looked at: all, or these; of one that says what the shipped one says, nothing.

    Raises UsageError for one that is not there.
    """
    known = {one.name: one for one in overrides(folder.root)}
    if not names:
        return list(known.values())
    same = unchanged_copies(folder.root)
    wanted = [name.removeprefix(f"{FOLDER}/") for name in names]
    for name in wanted:
        if name not in known and name not in same:
            what = Text("there is no template {name} in this knowledge base", name=name)
            raise UsageError(what, nearest(name, [*known, *same], Text("ppl template list shows which there are")))
    return [known[name] for name in wanted if name in known]


def _named(known: dict[str, Standing], name: str) -> Standing:
    if name not in known:
        what = Text("there is no template {name} in this knowledge base that is not the shipped one", name=name)
        raise UsageError(what, nearest(name, known, Text("ppl template list shows which there are")))
    if (why := known[name].template.refusal) is not None:
        template = known[name].template
        remedy = Text("take that out of it") if template.line else Text("put a plain file in its place")
        raise DataError(Text("{place} is never used: {why}", place=template.place, why=why), remedy)
    return known[name]


def nothing_to_trust(folder: Folder) -> Text:
    """Why there is nothing left to trust: all is, or there are none, or those that there are can never be."""
    states = {one.state for one in standings(folder)}
    if not states:
        return NO_TEMPLATES
    if "refused" in states:
        return Text("nothing changes: what is not trusted is refused; ppl template list says why")
    return Text("nothing changes: what there is, is trusted")


def trust_all(folder: Folder, chosen: Sequence[Standing]) -> Path:
    """Trust these texts on this machine; the file that says so. Raises StoreError."""
    return trust.keep(folder, _digests(chosen))


def distrust_all(folder: Folder, chosen: Sequence[Standing]) -> Path:
    """Trust these no more. Raises StoreError."""
    return trust.drop(folder, _digests(chosen))


def _digests(chosen: Sequence[Standing]) -> dict[str, str]:
    return {one.template.name: one.template.digest for one in chosen}


def passed_over(passed: Sequence[Override]) -> Iterator[Text]:
    """What is said of templates that are not used."""
    for one in passed:
        if one.refusal is not None:
            yield Text("{place} is not used: {why}", place=one.place, why=one.refusal)
    if names := [one.name for one in passed if one.refusal is None]:
        yield Text(
            "not trusted on this machine, so ppl uses its own: {listed}; to look and trust: ppl template trust {names}",
            listed=", ".join(f"{FOLDER}/{name}" for name in names),
            names=" ".join(names),
        )
