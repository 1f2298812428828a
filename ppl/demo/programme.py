"""An invented programme with its history: the whole of it, from a few numbers."""

import datetime
from collections.abc import Callable

from ppl.demo import lists
from ppl.demo.bulletin import Bulletins
from ppl.demo.candidates import Candidate
from ppl.demo.days import Moment, working
from ppl.demo.guidance import Guidance
from ppl.demo.harvest import Harvest
from ppl.demo.journal import Journal
from ppl.demo.learning import Learning
from ppl.demo.meetings import Meetings
from ppl.demo.news import News
from ppl.demo.project import Project
from ppl.demo.selection import Selection
from ppl.demo.texts import Deck, tales
from ppl.demo.waiting import Waiting
from ppl.demo.world import PIECE, PROCESS, World
from ppl.store.edits import Edit
from ppl.store.git.message import Message, counted
from ppl.store.record_files import collector_off

Day = datetime.date


def made(
    projects: int, weeks: int, seed: int, until: Day, sink: Callable[[bytes], None] | None = None, piece: int = PIECE
) -> Journal:
    """The history of a programme that guides so many projects and lasts so many weeks, up to and including a day.

    The same arguments give the same history, byte for byte. sink: gets it in pieces of so many commits, for
    `git fast-import`; without one it stays in the journal.
    """
    start = until - datetime.timedelta(weeks=weeks)
    world = World(start, until, seed)
    slots = _slots(projects)
    _begin(world, slots)
    news, under_guidance, guided = News(), list[Project](), list[Guidance]()
    harvest, learning = Harvest(world, news, under_guidance), Learning(world, news, under_guidance)
    deck = Deck(tales(), world.rng)

    def chosen(when: Moment, ref: str, candidate: Candidate) -> None:
        project = Project(world, news, ref, candidate.words, candidate.lot, when.date())
        under_guidance.append(project)
        guided.append(Guidance(project, len(guided), harvest, deck))
        guided[-1].begin(when)

    selection = Selection(world, slots, weeks, chosen)
    first = start + datetime.timedelta(days=1)
    guidance_from = first + 7 * selection.step
    selection.begin(first)
    learning.begin(first, guidance_from)
    Meetings(world, guided, harvest, learning).begin(first, guidance_from)
    Bulletins(world, news, under_guidance, harvest).begin(guidance_from)
    Waiting(world, guided, slots).begin()
    with collector_off():  # nothing that is made here becomes garbage
        world.run(sink, piece)
    return world.journal


def _slots(projects: int) -> dict[str, int]:
    """Five eighths of the projects in lot 1, as the tender has it; the rest in lot 2."""
    large = round(projects * 3 / 8)
    return {lot: number for lot, number in (("lot-1", projects - large), ("lot-2", large)) if number}


def _begin(world: World, slots: dict[str, int]) -> None:
    """The first commit: the programme and its lists, and the files around them."""
    day = working(world.start)
    records = lists.records(slots, day.isoformat(), Day(world.start.year, 1, 1).isoformat())
    edits = [Edit(ref, fields) for ref, fields in records.items()]
    message = Message(
        "init", "programme/programme", f"a knowledge base, {counted(len(edits), 'record')}", command="ppl init ."
    )
    when = Moment(day.year, day.month, day.day, 8, 30)
    world.journal.commit(when, PROCESS, message, edits, lists.other_files())
