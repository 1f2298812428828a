"""What an editor does with a bulletin: see how it reads, ask the projects that it shows, note the answer, send."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ppl.cli.desk import Desk
from ppl.errors import DataError, Text, UsageError
from ppl.operations.proposal import Proposal

if TYPE_CHECKING:
    from ppl.model.knowledge import Knowledge
    from ppl.model.newsletter import Newsletter
    from ppl.rules.approval import Shown
    from ppl.store.folder import Folder

ROLE = "projectleider"
LEVELS = {
    "very-easy": Text("very easy"),
    "easy": Text("easy, about language level B1"),
    "fairly-hard": Text("rather hard; from 60 on it is about language level B1"),
    "hard": Text("hard; from 60 on it is about language level B1"),
}


class Stored(NamedTuple):
    """A stored bulletin, with all records and the projects that it shows."""

    newsletter: Newsletter
    knowledge: Knowledge
    shown: list[Shown]


def numbered(folder: Folder, number: int) -> Newsletter:
    """The bulletin with this number, from its record alone. Raises UsageError."""
    knowledge, _ = folder.read(kinds=("newsletter",))
    return _found(knowledge, number)


def stored(folder: Folder, number: int) -> Stored:
    """The bulletin with this number and what it rests on. Raises UsageError."""
    from ppl.rules.approval import shown

    knowledge, _ = folder.read()
    newsletter = _found(knowledge, number)
    return Stored(newsletter, knowledge, shown(knowledge, newsletter))


def _found(knowledge: Knowledge, number: int) -> Newsletter:
    from ppl.model.newsletter import Newsletter

    for newsletter in knowledge.of(Newsletter):
        if newsletter.number == number:
            return newsletter
    raise UsageError(
        Text("there is no newsletter {number} that can be read", number=number),
        Text("ppl list newsletter shows which there are"),
    )


def _refuse_sent(newsletter: Newsletter) -> None:
    """Raises DataError: what was sent stays as it was sent."""
    if newsletter.status == "sent" or newsletter.sent_on:
        raise DataError(
            Text("newsletter {number} was sent and stays as it is", number=newsletter.number),
            Text("tell in the next number what has to be put right: ppl newsletter"),
        )


# how it reads, and who must agree


def remark(desk: Desk, newsletter: Newsletter, shown: Iterable[Shown]) -> None:
    """To stderr: how the texts read, and whose approval is needed before it is sent."""
    for text in (*_reading(newsletter), *_asking(newsletter, [*shown])):
        desk.remark(text)


def _reading(newsletter: Newsletter) -> Iterable[Text]:
    from ppl.rules.readability import LEAST_WORDS, MOST_WORDS, measured

    language = newsletter.language or "nl"
    found = measured((item.text for item in newsletter.items), language)
    if found.score is not None and found.level is not None:
        name = "Flesch-Douma" if language == "nl" else "Flesch"
        yield Text("readability {score} ({name}): {level}", score=found.score, name=name, level=LEVELS[found.level])
    if found.fits:
        yield Text("{number} words in {sentences} sentences", number=found.words, sentences=found.sentences)
    else:
        yield Text(
            "{number} words in {sentences} sentences; a bulletin has {least} to {most} words as a rule",
            number=found.words,
            sentences=found.sentences,
            least=LEAST_WORDS,
            most=MOST_WORDS,
        )
    for one in found.longest:
        yield Text("long sentence, {number} words: {beginning}", number=one.words, beginning=one.beginning)


def _asking(newsletter: Newsletter, shown: list[Shown]) -> Iterable[Text]:
    from ppl.rules.approval import missing

    public = [one.project for one in shown if one.is_public and one.approval is None]
    if public:
        yield Text("no approval needed, public records with sources only: {projects}", projects=", ".join(public))
    yield from (_outdated(one) for one in shown if one.must_approve and one.is_outdated)
    if asked := missing(shown):
        yield Text(
            "approval needed of {projects}: ppl newsletter {number} --ask",
            projects=", ".join(asked),
            number=newsletter.number,
        )


def _outdated(one: Shown) -> Text:
    day = one.approval.on.isoformat() if one.approval else ""
    return Text(
        "asked again: the text about {project} changed since it approved on {day}", project=one.project, day=day
    )


# ask


def ask(desk: Desk, number: int, project: str | None, lang: str | None) -> None:
    """Show per project (or this one) what it is asked to approve; those that need not be asked are remarked."""
    from ppl.cli.rendering import markdown
    from ppl.model.fields import plain

    found = stored(desk.folder, number)
    _refuse_sent(found.newsletter)
    asked = [_one(found, project)] if project else [one for one in found.shown if one.must_approve]
    for one in found.shown if not project else ():
        if one.must_approve and one.is_outdated:
            desk.remark(_outdated(one))
        elif one.approval is not None:
            desk.remark(Text("{project} approved on {day}", project=one.project, day=one.approval.on.isoformat()))
        elif one.is_public:
            desk.remark(Text("{project}: public records with sources only, no approval needed", project=one.project))
    if not asked:
        desk.remark(Text("nobody has to be asked"))
    language = lang or found.newsletter.language or "nl"
    pages = []
    for one in asked:
        known = found.knowledge.project(one.project)
        data = {
            "newsletter": plain(found.newsletter),
            "name": known.name if known else one.project,
            "programme": programme(desk, found.newsletter),
            "items": [plain(found.newsletter.items[place]) for place in one.items],
        }
        pages.append(markdown(desk, "newsletter/ask.md.j2", data, language))
    desk.show("\n".join(pages))
    for one in asked:
        desk.remark(
            Text(
                "when it agrees: ppl newsletter {number} --approve {project} --seen {digest}",
                number=number,
                project=one.project,
                digest=one.digest,
            )
        )


def programme(desk: Desk, newsletter: Newsletter) -> str | None:
    """The name of the programme: as it was when the bulletin was made, else as it is, where its readers may know it."""
    if newsletter.programme:
        return newsletter.programme
    from ppl.model.knowledge import Audience
    from ppl.model.programme import Programme

    known = desk.folder.read_refs(["programme/programme"])[0].for_audience(Audience(newsletter.audience))
    found = known.one(Programme)
    return found.name if found else None


def _one(found: Stored, project: str) -> Shown:
    """What the bulletin shows of a project. Raises UsageError where that is nothing."""
    for one in found.shown:
        if one.project == project:
            return one
    listed = ", ".join(one.project for one in found.shown)
    raise UsageError(
        Text("newsletter {number} does not show {project}", number=found.newsletter.number, project=project),
        Text("it shows {listed}", listed=listed) if listed else Text("it shows no project at all"),
    )


# approve and send


def approval(
    desk: Desk, folder: Folder, number: int, project: str, by: str | None, on: datetime.date | None, seen: str | None
) -> Proposal:
    """A project agrees to be shown; the bulletin is approved when the last one has. Raises PplError.

    seen: the mark of the texts that it saw, where somebody gives that; else it agrees with them as they are
    """
    from ppl.store.edits import existing
    from ppl.store.git.message import Message

    found = stored(folder, number)
    newsletter = found.newsletter
    _refuse_sent(newsletter)
    one = _one(found, project)
    if seen and seen.strip().lower() != one.digest:
        raise DataError(
            Text("the text about {project} changed since the one with mark {digest}", project=project, digest=seen),
            Text("ask again: ppl newsletter {number} --ask --project {project}", number=number, project=project),
        )
    role, day = by or ROLE, (on or desk.today).isoformat()
    before = existing(folder, newsletter.ref)
    assert before is not None and before.fields is not None
    given = {"project": project, "role": role, "on": day, "digest": one.digest}
    known = [*(before.fields.get("approved") or ())]
    places = [place for place, held in enumerate(known) if _target(found, held) == project]
    if places:
        known[places[0]] = {**known[places[0]], **given}
    else:
        known.append(given)
    fields: dict[str, Any] = {**before.fields, "approved": known}
    is_last = all(other.project == one.project or not other.must_approve for other in found.shown)
    what = f"{project} approves, {role} {day}"
    if is_last and newsletter.status == "draft":
        fields["status"] = "approved"
        what += "; approved by all"
    after = before._replace(fields=fields)
    return Proposal([after] if after.new != before.new else [], Message("newsletter", newsletter.ref, what))


def _target(found: Stored, held: Any) -> str | None:
    from ppl.model.record import Ref

    value = str(held.get("project")) if isinstance(held, Mapping) else ""
    return found.knowledge.target(value, Ref(("project",)), found.newsletter)


def remark_approved(desk: Desk, number: int) -> None:
    """To stderr: who still has to agree."""
    from ppl.rules.approval import missing

    if still := missing(stored(desk.folder, number).shown):
        desk.remark(Text("still to approve: {projects}", projects=", ".join(still)))
    else:
        desk.remark(Text("all have approved; when it has gone out: ppl newsletter {number} --sent", number=number))


def sending(desk: Desk, folder: Folder, number: int, on: datetime.date | None) -> Proposal:
    """The bulletin was sent. Raises DataError while a project that it shows has not agreed."""
    from ppl.rules.approval import lost, missing
    from ppl.store.edits import existing
    from ppl.store.git.message import Message

    found = stored(folder, number)
    newsletter, day = found.newsletter, on or desk.today
    _refuse_sent(newsletter)
    if nowhere := lost(found.knowledge, newsletter):
        raise DataError(
            Text(
                "nobody can say which project {refs} shows", refs=", ".join(dict.fromkeys(one.ref for one in nowhere))
            ),
            Text("no record has that name; mend the refs of the items: ppl edit {ref}", ref=newsletter.ref),
        )
    if changed := [one for one in found.shown if one.must_approve and one.is_outdated]:
        raise DataError(
            _outdated(changed[0]),
            Text("ppl newsletter {number} --ask --project {project}, and record the answer with --approve {project}",
                 number=number, project=changed[0].project),
        )  # fmt: skip
    if still := missing(found.shown):
        raise DataError(
            Text("newsletter {number} shows {projects}, and there is no approval yet", number=number,
                 projects=", ".join(still)),
            Text("ask with --ask, and record the answer with --approve {project}; or take the items out",
                 project=still[0]),
        )  # fmt: skip
    if late := [one for one in newsletter.approved if one.on > day]:
        raise UsageError(
            Text("{project} approved on {day}, after it was sent", project=late[0].project, day=late[0].on.isoformat()),
            Text("give the day of sending: ppl newsletter {number} --sent DATE", number=number),
        )
    before = existing(folder, newsletter.ref)
    assert before is not None and before.fields is not None
    after = before._replace(fields={**before.fields, "status": "sent", "sent_on": day.isoformat()})
    return Proposal([after], Message("newsletter", newsletter.ref, f"sent {day.isoformat()}"))
