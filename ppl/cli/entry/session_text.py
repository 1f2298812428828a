"""The entry of a session in a filled-in form or in pasted notes."""

import re
from collections.abc import Mapping
from typing import Any

from ppl.cli.ask.kept_out import stand_ins
from ppl.cli.ask.open_points import session_kind
from ppl.cli.ask.unread_lines import with_unread
from ppl.cli.desk import Desk
from ppl.cli.language import translated
from ppl.cli.show import language_of
from ppl.cli.stopped import StoppedError
from ppl.errors import DataError, Joined, Text
from ppl.model.bottleneck import Bottleneck
from ppl.model.knowledge import Knowledge
from ppl.model.programme import Programme
from ppl.model.session import Session
from ppl.operations.arriving import arrived, signed_by
from ppl.operations.entry import Entry
from ppl.operations.known_actions import with_known
from ppl.operations.said_twice import once
from ppl.partial_date import day_as_held
from ppl.readers import days
from ppl.readers.forms import scan as scan_form
from ppl.readers.forms import session as form_reader
from ppl.readers.forms.answers import entry
from ppl.readers.forms.printed import Points
from ppl.readers.forms.questions import is_numbered, is_questions, reply
from ppl.readers.forms.session import Form
from ppl.readers.notes import session as notes_reader
from ppl.readers.reply import reply as verdict
from ppl.readers.words import Words
from ppl.reports.catalog import REPORT
from ppl.rules.standing import open_actions, open_bottlenecks
from ppl.store.local import register

REASONS = {"cause": Text("cause"), "consequence": Text("consequence"), "correction": Text("correction")}
NOT_SAID = Text("not said in the notes")


def read_form_or_notes(desk: Desk, name: str, text: str, given: Mapping[str, str], project: str | None) -> Entry:
    """The entry in a text; what no reader recognises is asked about on a terminal, else it joins the summary.

    given: fields that the options said (kind, held_on); without them the rhythm and today fill in.
    Raises DataError where it says nothing of a talk. Ends the command where somebody stops.
    """
    if project and scan_form.is_whole(text):
        what = Text("{file} is the form of a scan, and no talk", file=name)
        raise DataError(what, Text("take it in with: ppl scan {project} --from {file}", project=project, file=name))
    known, _ = desk.folder.read_refs(["programme/programme", "programme/vocabularies", *([project] if project else [])])
    words = form_reader.words_of(known)
    is_form = form_reader.is_form(text)
    try:
        if is_form:
            form = form_reader.read(text, words, desk.today)
            notes = tuple(form_reader.noted(text))
        elif is_questions(text) or is_numbered(text, desk.today):
            (text, form), notes = _answers(desk, name, text, words, known, project), ()
        else:
            (text, form), notes = _notes(desk, name, text, words, known, project, given.get("kind")), ()
        form = form if is_form else once(form)
        fields = {**given, **{k: v for k, v in form.fields.items() if v not in (None, "", [], {})}}
        if not (form.fields.keys() - {"kind", "held_on"}) and not form.rest:
            raise DataError(Text("{file} says nothing of a talk", file=name), Text("fill in what was discussed"))
        if not (form.fields.keys() - {"kind", "held_on", "summary"}):
            _refuse_yes(name, " ".join([str(form.fields.get("summary") or ""), *(said for _, said in form.rest)]))
        if form.rest:
            fields = with_unread(desk, fields, form.rest)
    except StoppedError:
        if name != "<stdin>":  # what was pasted is kept in a draft, and that is said
            desk.remark(Text("broken off: nothing was written; {file} stays as it is", file=name))
        raise
    for number, remark in form.remarks:
        desk.remark(Text("{place}: {why}", place=Text("{file}:{line}", file=name, line=number), why=remark))
    _say_unreal_days(desk, name, text)
    if not is_form:
        _fill_lights(desk, fields, language_of(known, None))
    if "kind" not in fields:
        fields["kind"] = session_kind(desk, project)
        desk.remark(Text("the notes name no kind of talk: {kind}", kind=Text(str(fields["kind"]))))
    if form.is_mail_day and "held_on" in given:
        fields["held_on"] = given["held_on"]
    elif form.is_mail_day:
        day = fields.get("held_on")
        desk.remark(
            Text("the notes name no day, so it is that of the mail or the messages: {day}", day=day_as_held(day))
        )
    if "held_on" not in fields:
        fields["held_on"] = desk.today.isoformat()
        desk.remark(Text("the notes name no day, so the talk is stored as of today, {day}", day=desk.today))
    return Entry(name, text, fields, form.lines, note_ids=notes)


def _refuse_yes(name: str, said: str) -> None:
    """Raises DataError where somebody says no more than that they agree: that is an answer to a recap."""
    if verdict(said).verdict == "yes":
        what = Text("{file} says no more than that somebody agrees", file=name)
        raise DataError(
            what, Text("that goes with the session that it answers: ppl agree SESSION --from {file}", file=name)
        )


def _say_unreal_days(desk: Desk, name: str, text: str) -> None:
    """Say which lines name a day that no calendar has: it is not taken for a day, and stays in the words."""
    for number, line in form_reader.numbered(text):
        if day := days.unreal(line):
            place = Text("{file}:{line}", file=name, line=number)
            desk.remark(Text("{place}: {day} is in no calendar; it stays in the text", place=place, day=day))


def _notes(
    desk: Desk, name: str, text: str, words: Words, known: Knowledge, project: str | None, kind: str | None = None
) -> tuple[str, Form]:
    """Loose notes without what must not enter, and what they hold."""
    names = _names(known, project)
    came = arrived(text, words, desk.today, names, _people(desk))
    chosen = stand_ins(desk, name, came, _roles(known))
    kept, subject = came.text(chosen), came.said(came.subject, chosen)
    form = notes_reader.read(kept, words, desk.today, names, came.sent_on, subject, came.writer, kind)
    if any(isinstance(one, Mapping) and one.get("status") == "done" for one in form.fields.get("actions", ())):
        actions = with_known(form.fields["actions"], _points(desk, project).actions)
        form = form._replace(fields={**form.fields, "actions": actions})
    return kept, form


def _answers(desk: Desk, name: str, text: str, words: Words, known: Knowledge, project: str | None) -> tuple[str, Form]:
    """The plain form without what must not enter, and what its answers hold."""
    names, points = _names(known, project), _points(desk, project)
    found = reply(text, points, desk.today)
    people = [*((one, "") for one in found.people), *_people(desk)]
    came = arrived(found.text, words, desk.today, names, people)
    came = came._replace(left_out=sorted([*came.left_out, *found.left_out]))
    kept = found.whole(came.text(stand_ins(desk, name, came, _roles(known))))
    writer = dict(people).get(found.people[0] if found.people else "") or signed_by(found.signed, came.roles)
    return kept, entry(reply(kept, points, desk.today), points, words, desk.today, names, found.sent_on, writer)


def _points(desk: Desk, project: str | None) -> Points:
    """What is open, as the plain form may have printed it."""
    place = project or "programme"
    knowledge = desk.read(None, REPORT["questions"].needs.kinds, [project] if project else [], with_shared=True)
    actions = [
        (f"{one.session.rpartition('/')[2]}#{one.action.id}", " ".join(one.action.text.split()))
        for one in open_actions(knowledge, desk.today, project)
    ]
    bottlenecks = [(one.id, " ".join(one.title.split())) for one in open_bottlenecks(knowledge, place, desk.today)]
    sessions = sorted(knowledge.of(Session, project), key=lambda one: one.held_on, reverse=True)
    done = [" ".join(one.text.split()) for session in sessions for one in session.actions if not one.is_open]
    solved = [" ".join(one.title.split()) for one in knowledge.of(Bottleneck, place) if one.is_closed]
    return Points(actions, bottlenecks, {"open": done, "next": solved})


def _people(desk: Desk) -> list[tuple[str, str]]:
    """The names of the register with their roles."""
    return [(one.name, one.role) for one in register.people(desk.folder)]


def _roles(known: Knowledge) -> dict[str, tuple[str, ...]]:
    """By role what it is called."""
    programme = known.one(Programme)
    return {role.code: role.words for role in programme.roles} if programme else {}


def _fill_lights(desk: Desk, fields: Mapping[str, Any], language: str) -> None:
    """Amber and red carry three reasons: what the notes do not say is said to be missing."""
    lights = fields.get("lights")
    for aspect, light in lights.items() if isinstance(lights, dict) else ():
        if not isinstance(light, dict) or light.get("light") not in ("amber", "red"):
            continue
        missing = [part for part in REASONS if not light.get(part)]
        for part in missing:
            light[part] = translated(NOT_SAID, language)
        if missing:
            what = Text(
                "{aspect} is {light}: the notes do not say {missing}",
                aspect=Text(aspect),
                light=Text(light["light"]),
                missing=Joined(tuple(REASONS[one] for one in missing)),
            )
            desk.remark(what)


def _names(knowledge: Knowledge, project: str | None) -> list[str]:
    """What people call a project: its name with and without its municipality, its code, its municipality."""
    found = knowledge.project(project) if project else None
    if found is None:
        return []
    towns = [re.sub(r"\s*\([^()]*\)", "", town) for town in found.municipality]
    alone = [" ".join(found.name.replace(town, " ").split()).strip(" ,-–()") for town in towns]
    return [found.name, *filter(None, alone), found.id.replace("-", " "), *towns]
