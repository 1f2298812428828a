"""Which talk somebody means who names a session, or only the project."""

import datetime

from ppl.cli.desk import Desk, Moment
from ppl.errors import Text, UsageError
from ppl.model.session import Session
from ppl.reports.form import PROGRAMME

SHOWN = 3
DID_YOU_MEAN = Text("did you mean `{near}`?").source


def latest_talk(desk: Desk, text: str, moment: Moment) -> str:
    """The ref of the session that is meant; of a project that of its latest talk, which is said. Raises UsageError."""
    ref, talks = _named(desk, text, moment)
    if ref is not None:
        return ref.partition("#")[0]
    if not talks:
        raise UsageError(Text("{project} has no talk yet", project=text), Text("ppl log {project}", project=text))
    desk.remark(Text("the latest talk of {project}: {ref}", project=text, ref=talks[0]))
    return talks[0]


def one_talk(desk: Desk, text: str) -> str:
    """The ref of the session that is meant, for a word that writes. Raises UsageError, of a project with its latest."""
    ref, talks = _named(desk, text, desk.moment(None))
    if ref is not None:
        return ref
    what = Text("which talk of {project}?", project=text)
    if not talks:
        raise UsageError(what, Text("it has no talk yet"))
    raise UsageError(what, Text("the latest are {listed}", listed=", ".join(talks[:SHOWN])))


def _named(desk: Desk, text: str, moment: Moment) -> tuple[str | None, list[str]]:
    """The session of this name; else of the project of this name its talks, the latest first. Raises UsageError."""
    try:
        return desk.ref(text, moment.folder, "session"), []
    except UsageError as error:
        try:
            projects = [] if text == PROGRAMME else [desk.ref(text, moment.folder, "project")]
        except UsageError as other:
            is_nearer = (error.remedy and error.remedy.source) != DID_YOU_MEAN
            raise (other if is_nearer and other.remedy and other.remedy.source == DID_YOU_MEAN else error) from None
    return None, _talks(desk, projects, moment)


def _talks(desk: Desk, projects: list[str], moment: Moment) -> list[str]:
    """The talks that were held, of these projects (none: of the programme)."""
    held: list[tuple[datetime.date, str]] = [
        (one.held_on, one.ref)
        for one in desk.read(moment, {"session"}, projects).of(Session)
        if one.took_place and one.kind != "fact" and one.held_on <= moment.today
    ]
    return [ref for _, ref in sorted(held, reverse=True)]
