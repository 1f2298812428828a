"""What an entry resembles that was logged before, said once it is written, where nobody could be asked."""

from collections.abc import Iterator, Mapping

from ppl.errors import Text
from ppl.model.bottleneck import Bottleneck
from ppl.operations.entry import Entry
from ppl.store.edits import Edit


def resembling(entry: Entry, talk: Edit | None, alike: Mapping[int, Bottleneck], is_dry_run: bool) -> tuple[Text, ...]:
    """talk: one of the same kind and day; alike: places of bottlenecks in the entry, with the open ones like them"""
    return (*_resembles(talk, is_dry_run), *_resemble(entry, alike))


def _resembles(talk: Edit | None, is_dry_run: bool) -> Iterator[Text]:
    if talk is not None and is_dry_run:
        yield Text(
            "there was a talk of this kind and day already, {ref}; to add to that one: ppl log --amend {ref}",
            ref=talk.ref,
        )
    elif talk is not None:
        yield Text(
            "there was a talk of this kind and day already, {ref}; this is a second one. To add to the first instead: "
            "ppl undo, then ppl log --amend {ref}",
            ref=talk.ref,
        )


def _resemble(entry: Entry, alike: Mapping[int, Bottleneck]) -> Iterator[Text]:
    for place, one in alike.items():
        title = str(entry.fields["bottlenecks"][place]["title"])
        if one.is_closed:
            yield Text("`{title}` is a new bottleneck; it looks like {ref}, which was closed on {day}. To open that "
                       "one again instead: ppl undo, then `id: {id}` with `status: open` in the file",
                       title=title, ref=one.ref, day=str(one.closed_on), id=one.id)  # fmt: skip
            continue
        yield Text("`{title}` is a new bottleneck; it looks like {ref}, which is open too", title=title, ref=one.ref)
