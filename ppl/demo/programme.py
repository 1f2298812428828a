"""An invented programme with its history: the whole of it, from a few numbers."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ppl.demo import lists
from ppl.demo.days import Moment, working
from ppl.demo.guidance import Guided
from ppl.demo.journal import Journal
from ppl.demo.selection import Candidate, Selection
from ppl.demo.shared import Shared
from ppl.demo.world import PIECE, PROCESS, World
from ppl.store.edits import Edit
from ppl.store.message import Message

Day = datetime.date


def made(
    projects: int,
    weeks: int,
    seed: int,
    until: Day,
    sink: Callable[[bytes], None] | None = None,
    piece: int = PIECE,
) -> Journal:
    """The history of a programme that guides so many projects and lasts so many weeks, up to and including a day.

    The same arguments give the same history, byte for byte. sink: gets it in pieces of so many commits, for
    `git fast-import`; without one it stays in the journal.
    """
    start = until - datetime.timedelta(weeks=weeks)
    world = World(start, until, seed)
    slots = _slots(projects)
    _begin(world, slots)
    shared = Shared(world)

    def guided(when: Moment, ref: str, candidate: Candidate) -> None:
        one = Guided(world, shared, ref, candidate.words, candidate.lot)
        shared.guided.append(one)
        one.begin(when)

    selection = Selection(world, slots, weeks, guided)
    first = start + datetime.timedelta(days=1)
    selection.begin(first)
    shared.begin(first, first + 7 * selection.step)
    with _without_collecting():
        world.run(sink, piece)
    return world.journal


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Nothing that is made here becomes garbage, so that looking for it only costs time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _slots(projects: int) -> dict[str, int]:
    """Five eighths of the projects in lot 1, as the tender has it; the rest in lot 2."""
    large = round(projects * 3 / 8)
    return {lot: number for lot, number in (("lot-1", projects - large), ("lot-2", large)) if number}


def _begin(world: World, slots: dict[str, int]) -> None:
    """The first commit: the programme and its lists, and the files around them."""
    day = working(world.start)
    records = lists.records(slots, day.isoformat(), Day(world.start.year, 1, 1).isoformat())
    edits = [Edit(ref, fields) for ref, fields in records.items()]
    message = Message("init", "programme/programme", f"a knowledge base, {len(edits)} records", command="ppl init .")
    when = Moment(day.year, day.month, day.day, 8, 30)
    world.journal.commit(when, PROCESS, message, edits, lists.surroundings())
