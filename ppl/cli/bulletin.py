"""What an editor sees of a bulletin: how it reads, and whom to ask."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ppl.cli.desk import Desk
from ppl.cli.show import show
from ppl.errors import Joined, Text, count
from ppl.model.knowledge import Audience
from ppl.model.newsletter import Newsletter
from ppl.model.programme import Programme
from ppl.model.record import Visibility
from ppl.operations.newsletter import Stored, outdated
from ppl.reports import newsletter as bulletin
from ppl.rules.approval import missing
from ppl.rules.readability import LEAST_WORDS, MOST_WORDS, measured
from ppl.rules.untold import Untold


class View(NamedTuple):
    """How a bulletin is shown.

    lang: None for its own language; out: the file, None for the screen; is_opened: its file is opened
    style: the document of Word whose styles it takes
    """

    format: str
    lang: str | None
    out: Path | None
    is_opened: bool = False
    style: Path | None = None


LEVELS = {
    "very-easy": Text("very easy"),
    "easy": Text("easy, about language level B1"),
    "fairly-hard": Text("rather hard; from 60 on it is about language level B1"),
    "hard": Text("hard; from 60 on it is about language level B1"),
}


WHY = {
    "project": Text("projects that go no further than {levels}, so that nothing of them is told"),
    "agreement": Text("talks whose other party has not agreed to what was noted"),
    "consent": Text("lessons for which the project has not given consent"),
    "unchecked": Text("lessons that nobody has checked yet"),
    "visibility": Text("records that go no further than {levels}"),
}
READERS = {
    "internal": Text("the bureau"),
    "project": Text("the project itself"),
    "client": Text("the ministry"),
    "programme": Text("the other projects"),
    "public": Text("everybody"),
}
WHAT_TO_DO = {
    "project": Text("may they know of it: ppl set {ref} visibility={audience}"),
    "agreement": Text("ppl agree {ref}, and ppl set {ref} visibility={audience}"),
    "consent": Text("ppl agree {ref}"),
    "unchecked": Text("ppl set {ref} status=checked"),
    "visibility": Text("may they know it: ppl set {ref} visibility={audience}"),
}


def kept_back(found: Sequence[Untold], audience: Visibility) -> Iterable[Text]:
    """What happened and is not told to these readers: how many of what, why, and what to do with the newest."""
    if not found:
        return
    yield Text("recorded in that period, and not for these readers yet: {number}", number=len(found))
    for reason, why in WHY.items():
        ours = [one for one in found if one.reason == reason]
        if not ours:
            continue
        levels = dict.fromkeys(one.visibility for one in ours)
        what = Text(why.source, levels=Joined(tuple(READERS[level] for level in levels)))
        remedy = Text(WHAT_TO_DO[reason].source, ref=ours[0].ref, audience=audience)
        yield Text("  {what}: {number}; {remedy}", number=len(ours), what=what, remedy=remedy)


def show_bulletin(desk: Desk, newsletter: Newsletter, view: View, is_draft: bool = False) -> None:
    """Show a bulletin as its readers get it."""
    words = desk.read(kinds={"vocabularies"})
    request = bulletin.Request(newsletter, programme(desk, newsletter), is_draft, words)
    show(
        desk, "newsletter", request, None, view.format, language_of_bulletin(newsletter, view),
        out=view.out, view=view.is_opened, style=view.style,
    )  # fmt: skip


def language_of_bulletin(newsletter: Newsletter, view: View) -> str:
    """The language asked for, else its own."""
    return view.lang or newsletter.language or "nl"


def remark(desk: Desk, stored: Stored) -> None:
    """To stderr: how the texts read, and whose approval is needed before it is sent."""
    for text in (*_reading(stored.newsletter), *_asking(stored, desk.today)):
        desk.remark(text)


def _reading(newsletter: Newsletter) -> Iterable[Text]:
    language = newsletter.language or "nl"
    found = measured((item.text for item in newsletter.items), language)
    if found.score is not None and found.level is not None:
        name = "Flesch-Douma" if language == "nl" else "Flesch"
        yield Text("readability {score} ({name}): {level}", score=found.score, name=name, level=LEVELS[found.level])
    words = count(Text("{number} word"), Text("{number} words"), found.words)
    sentences = count(Text("{number} sentence"), Text("{number} sentences"), found.sentences)
    if found.fits:
        yield Text("{words} in {sentences}", words=words, sentences=sentences)
    else:
        yield Text(
            "{words} in {sentences}; a bulletin has {least} to {most} words as a rule",
            words=words,
            sentences=sentences,
            least=LEAST_WORDS,
            most=MOST_WORDS,
        )
    for one in found.longest:
        yield Text("long sentence, {number} words: {beginning}", number=one.words, beginning=one.beginning)


def _asking(stored: Stored, today: datetime.date) -> Iterable[Text]:
    public = [one.project for one in stored.shown if one.is_public and one.approval is None]
    if public:
        yield Text("no approval needed, public records with sources only: {projects}", projects=", ".join(public))
    yield from (outdated(one) for one in stored.asked if one.must_approve and one.is_outdated)
    if asked := missing(stored.asked):
        yield Text(
            "approval needed of {projects}: ppl newsletter {number} --ask",
            projects=Joined(tuple(stored.named(one, today) for one in asked)),
            number=stored.newsletter.number,
        )


def programme(desk: Desk, newsletter: Newsletter) -> str | None:
    """The name of the programme: as it was when the bulletin was made, else as it is, where its readers may know it."""
    if newsletter.programme:
        return newsletter.programme
    known = desk.folder.read_refs(["programme/programme"])[0].for_audience(Audience(newsletter.audience))
    found = known.one(Programme)
    return found.name if found else None
