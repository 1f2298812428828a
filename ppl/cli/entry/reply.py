"""The reply to a recap or to a question for consent, in a file: what it says, and on which day. No name is kept."""

import datetime
from pathlib import Path
from typing import NamedTuple

from ppl.cli.ask.kept_out import stand_ins
from ppl.cli.desk import Desk
from ppl.cli.options import WriteOptions
from ppl.errors import DataError, Text, UsageError, disk_words
from ppl.model.programme import Programme
from ppl.model.project import Project
from ppl.operations.arriving import Arrived
from ppl.readers import days
from ppl.readers.forms.session import numbered, words_of
from ppl.readers.mail import Mail, is_mail, read_mail
from ppl.readers.notes.envelope import letter
from ppl.readers.notes.names import mentions
from ppl.readers.reply import Reply, reply
from ppl.readers.signature import probable_names, without_addresses
from ppl.readers.words import Names
from ppl.rules.personal_data.finds import finds
from ppl.store.local import register


class Answer(NamedTuple):
    """A yes. on: the day of the mail; note: what its writer adds, without names."""

    on: datetime.date
    note: str | None


class Asked(NamedTuple):
    """What was asked.

    ref: the session, lesson or bulletin; held_on: the day of the session; remedy: what to do after a no
    by_hand: the command that records a yes without the reply
    """

    ref: str
    held_on: str | None
    remedy: Text
    by_hand: Text | None = None

    @property
    def recorded_by_hand(self) -> Text:
        """The command that records a yes without the reply."""
        return self.by_hand or Text("ppl agree {ref} --on DATE", ref=self.ref)


def answer_in(desk: Desk, source: str, asked: Asked, on: datetime.date | None, options: WriteOptions) -> Answer:
    """The yes in a reply. on: the day that somebody gives instead of that of the mail.

    Raises DataError for what is no yes, UsageError for what is no reply to this; ends where somebody stops.
    """
    name, day, found, mail = _yes_in(desk, source, asked, on)
    if found.verdict == "yes":
        desk.remark(Text("{file}: a yes, of {day}", file=name, day=day))
        return Answer(day, None)
    note = _without_names(desk, name, found.remark, mail)
    desk.remark(Text("{file}: a yes, of {day}, that adds: {note}", file=name, day=day, note=note))
    _let_remark(desk, asked, options)
    return Answer(day, note)


def plain_yes_in(desk: Desk, source: str, asked: Asked, on: datetime.date | None) -> datetime.date:
    """The day of a yes that adds nothing. Raises DataError and UsageError as `answer_in`, and for one that adds."""
    name, day, found, _ = _yes_in(desk, source, asked, on)
    if found.verdict != "yes":
        said = without_addresses(found.remark)
        raise DataError(Text("nothing was written: {file} adds something: {said}", file=name, said=said), asked.remedy)
    desk.remark(Text("{file}: a yes, of {day}", file=name, day=day))
    return day


def _yes_in(desk: Desk, source: str, asked: Asked, on: datetime.date | None) -> tuple[str, datetime.date, Reply, Mail]:
    """The name of the file, the day of the yes in it, what it says, and the mail. Raises DataError and UsageError."""
    name, mail = _mail(desk, source)
    if mail.is_automatic:
        what = Text("{file} is an automatic answer: nobody has agreed", file=name)
        raise DataError(what, Text("wait for a reply, or ask again"))
    _refuse_another_talk(name, mail, asked)
    day = on or mail.sent_on
    if day is None:
        raise UsageError(Text("{file} does not say when it was sent", file=name), Text("give the day: --on DATE"))
    if day > desk.today:
        what = Text("{file} was sent on {day}, and that is still to come", file=name, day=day)
        raise UsageError(what, Text("give the day: --on DATE"))
    found = reply(mail.answer, (mail.sender[0], *mail.people))
    _refuse_no_yes(name, found, asked)
    return name, day, found, mail


def _mail(desk: Desk, source: str) -> tuple[str, Mail]:
    """The mail in a file, or a text that was pasted. The name of the file, often that of a person, is not kept."""
    name = "<stdin>" if source == "-" else Path(source).name
    try:
        data = desk.input.read(source)
    except OSError as error:
        what = Text("{file} cannot be read: {why}", file=source, why=disk_words(error))
        raise UsageError(what, Text("name a file that is there, or - for standard input")) from None
    if source != "-":
        said = "reply" + (Path(source).suffix if len(Path(source).suffix) < 6 else "")
        hidden = {source: said, f"--from={source}": f"--from={said}"}
        desk.arguments = tuple(hidden.get(word, word) for word in desk.arguments)
    if is_mail("" if source == "-" else name, data):
        return name, read_mail(name, data, desk.today)
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if "\0" in text:
        raise DataError(
            Text("{file} is no text and no mail", file=name), Text("save the mail as .eml, or its text as .txt")
        )
    found = letter([*numbered(text)], desk.today)
    answer = "\n".join(line for _, line in found.lines if not line.lstrip().startswith((">", "|")))
    return name, Mail(found.subject, ("", ""), found.sent_on, text, answer, "", tuple(found.people))


def _refuse_another_talk(name: str, mail: Mail, asked: Asked) -> None:
    """Raises UsageError where the subject is that of the recap of another day."""
    held_on = asked.held_on
    if held_on is None:
        return
    year = days.day_within(mail.subject, datetime.date.fromisoformat(held_on), ahead=False)
    if year is not None and str(year.day.year) in mail.subject and year.day.isoformat() != held_on:
        what = Text("{file} answers the recap of {day}; {ref} was held on {held_on}", file=name, day=year.day,
                    ref=asked.ref, held_on=held_on)  # fmt: skip
        raise UsageError(what, Text("name that session; or without --from: ppl agree {ref} --on DATE", ref=asked.ref))


def _refuse_no_yes(name: str, found: Reply, asked: Asked) -> None:
    """Raises DataError for a no, a yes under a condition, and what is not clear."""
    said = found.remark if len(found.remark) <= 200 else found.remark[:197] + "..."
    if found.verdict == "no":
        raise DataError(Text("nothing was written: {file} does not agree: {said}", file=name, said=said), asked.remedy)
    by_hand = Text("when it is settled: {command}", command=asked.recorded_by_hand)
    if found.verdict == "condition":
        what = Text("nothing was written: {file} agrees under a condition: {said}", file=name, said=said)
        raise DataError(what, by_hand)
    if found.verdict == "unclear":
        what = Text("nothing was written: {file} does not say clearly that somebody agrees: {said}", file=name,
                    said=said or "–")  # fmt: skip
        raise DataError(what, Text("read it yourself; if it is a yes: {command}", command=asked.recorded_by_hand))


def _without_names(desk: Desk, name: str, remark: str, mail: Mail) -> str:
    """What somebody adds, names of people replaced or struck out as in notes. Raises StoppedError."""
    knowledge = desk.read(kinds={"project", "programme", "vocabularies"})
    roles = Names(words_of(knowledge).roles, has_short=True)
    places = [one for each in knowledge.of(Project) for one in (each.name, *each.municipality)]
    known = {one.name: one.role for one in register.people(desk.folder)}
    remark = without_addresses(remark)
    lines = [(1, remark)]
    others = [one for one in (mail.sender[0], *mail.people, *probable_names(remark)) if one]
    people = mentions(lines, [*known, *others], roles, places)
    people = [one._replace(role=next((known[form] for form in one.forms if form in known), one.role)) for one in people]
    came = Arrived(lines, [], [(1, find) for find in finds(remark)], people, None, "", roles)
    programme = knowledge.one(Programme)
    chosen = stand_ins(desk, name, came, {one.code: one.words for one in programme.roles} if programme else {})
    return came.text(chosen)


def _let_remark(desk: Desk, asked: Asked, options: WriteOptions) -> None:
    """A yes with a remark is recorded only where somebody says so. Raises DataError."""
    refused = Text("nothing was written: the reply adds something")
    if options.yes or options.dry_run:
        return
    if not desk.is_terminal:
        raise DataError(
            refused, Text("--yes records it with the yes, as its note; or first {remedy}", remedy=asked.remedy)
        )
    if not desk.agreed(Text("Record the yes, with this as its note?"), enter=False):
        raise DataError(refused, asked.remedy)
