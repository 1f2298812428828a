"""What other projects solved or learned, in sentences, each with the reason why it fits."""

import re

from ppl.errors import Text
from ppl.reports.prepare_report import LessonShown, SolvedShown
from ppl.reports.recap_sentences import bare
from ppl.reports.sentences import Item, bracketed, ended, flowing, labelled, line, sentence, shortened, term

LONG = 150  # signs of a text of somebody else on a page


def solved(one: SolvedShown) -> Item:
    """What another project solved, how, what it brought, and why it fits."""
    worked = labelled(Text("Observed: {text}"), "; ".join(bare(text) for text in one.worked[:1]))
    how = sentence(_begin(one.resolution))
    head = Text("{project} solved ‘{title}’.", project=one.project, title=bare(one.title))
    return Item(line(head, how, worked, _why_it_fits(one)))


def _why_it_fits(one: SolvedShown) -> Text:
    if bare(one.title).casefold() == bare(one.fits).casefold():
        same, phase = (
            Text("This project has the same one."),
            Text("This project has the same one, and is in the same phase."),
        )
        return phase if one.is_same_phase else same
    named = {"title": bare(one.fits), "category": term(one.category)}
    if one.is_same_phase:
        return Text("Fits ‘{title}’: also {category}, and in the same phase.", **named)
    return Text("Fits ‘{title}’: also {category}.", **named)


def _begin(text: str) -> str:
    """The first sentences of a text, as many as there is room for."""
    found, rest = "", flowing(text)
    for each in re.split(r"(?<=[.!?]) ", rest):
        if found and len(found) + len(each) > LONG:
            return found
        found = f"{found} {each}".strip()
    return shortened(found, 2 * LONG)


def lesson(one: LessonShown) -> Item:
    """A lesson from elsewhere, where it comes from, and why it fits."""
    place = one.project or one.source
    head = bracketed(bare(one.title), shortened(place, 60) if place else None)
    advice = sentence(_begin(one.advice)) if one.advice else None
    why: Text | None = None
    if one.fits and one.category:
        why = Text("Helps with ‘{title}’: {category}.", title=bare(one.fits), category=term(one.category))
    elif one.phase:
        why = Text("It is for the phase of this project: {phase}.", phase=term(one.phase))
    return Item(line(ended(head), advice, why))
