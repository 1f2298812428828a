"""The guided conversation of `ppl log`, from what is open to an entry."""

from collections.abc import Mapping, Sequence

from ppl.cli.ask.answers_to_entry import session_fields, used_notes
from ppl.cli.ask.conversation import Conversation
from ppl.cli.ask.open_points import read_open_points
from ppl.cli.ask.questions import Answers, Script
from ppl.cli.ask.session import TalkOptions, script
from ppl.cli.desk import Desk
from ppl.cli.entry.session_input import entry_of
from ppl.errors import Text
from ppl.operations.entry import Entry


def hold_talk(desk: Desk, project: str | None, given: Mapping[str, str]) -> tuple[Entry, Sequence[str], Conversation]:
    """The session that the answers come to, and the ids of the notes that they use up.

    given: fields that the options said. Ends the command when it is broken off.
    """
    points = read_open_points(desk, project)
    name = project or "programme"
    talk = Conversation(desk, f"log-{name}", f"ppl log {name}")
    opening = Text("{name}: Enter skips or keeps, < goes a step back, ? explains, Ctrl-C stops", name=points.name)

    def questions(answers: Answers) -> Script:
        options = _options(answers)
        return lambda answers: script(points, options, answers)

    answers = talk.hold(opening, {f"option.{field}": value for field, value in given.items()}, questions)
    fields = session_fields(points, _options(answers), answers)
    return entry_of(fields), used_notes(points, answers), talk


def _options(answers: Answers) -> TalkOptions:
    return TalkOptions(answers.get("option.kind"), answers.get("option.held_on"))
