"""A conversation with its draft: every answer on disk at once, offered again after it was broken off."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import typer

from ppl.cli.ask.choices import Choice
from ppl.cli.ask.questions import Answers, Asker, Question, Script
from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.cli.terminal import Terminal
from ppl.errors import Text, count
from ppl.store.local import drafts
from ppl.store.local.drafts import Draft

AGAIN = (Choice("on", Text("[g]o on")), Choice("anew", Text("[s]tart anew")), Choice("away", Text("[t]hrow away")))

MEND = (Choice("questions", Text("[q]uestions")), Choice("text", Text("[t]ext")),
        Choice("no", Text("[n]ot now")))  # fmt: skip


class Conversation:
    """Questions with answers that outlive a closed window.

    name: of the draft, such as `log-langeveld`; about: the command that goes on with it
    """

    def __init__(self, desk: Desk, name: str, about: str) -> None:
        self.desk = desk
        self.about = about
        self.path = drafts.place(desk.folder, name)
        self.terminal = Terminal(desk)
        self.asker = Asker(self.terminal)
        self.begun = ""

    def hold(
        self, opening: Text, given: Answers, script: Callable[[Answers], Script], is_back: bool = False
    ) -> Answers:
        """Ask everything, going on with a draft; all answers. Ends the command where it is broken off.

        given: what the options said, unless a draft says otherwise; script: the questions, from those
        is_back: somebody comes back from the preview, to the last question
        """
        try:
            draft = drafts.read(self.path) if is_back else self._offered()
            given = {**given, **draft.answers} if draft else given
            self.begun = draft.begun if draft else f"{self.desk.now:%Y-%m-%d %H:%M}"
            if not is_back:
                self.terminal.say(opening)
            return self.asker.walk(script(given), given, self._keep, draft.typed if draft else None, is_back)
        except StoppedError as stopped:
            self.stop(stopped)

    def _offered(self) -> Draft | None:
        draft = drafts.read(self.path)
        if draft is None or not (draft.answers or draft.typed):
            return None
        number = sum(1 for text in draft.answers.values() if text)
        question = Question(
            "draft",
            count(
                Text("An unfinished entry of {begun} was kept ({number} answer)", begun=moment(draft.begun)),
                Text("An unfinished entry of {begun} was kept ({number} answers)", begun=moment(draft.begun)),
                number,
            ),
            Text("Go on where it stopped, start anew (it is put aside, not lost), or throw it away and start."),
            default="on",
            shown=Text("go on"),
            choices=AGAIN,
        )
        answer = self.asker.ask(question) or "on"
        if answer == "on":
            return draft
        if answer == "away":
            drafts.drop(self.path)
        elif aside := drafts.put_aside(self.path):
            self.terminal.say(Text("it is kept in {draft}", draft=str(aside)))
        return None

    def _keep(self, answers: Answers, typed: tuple[str, str] | None) -> None:
        if answers or typed:
            drafts.keep(self.path, Draft(self.about, self.begun, answers, typed))
        else:
            drafts.drop(self.path)

    def stop(self, stopped: StoppedError) -> NoReturn:
        """Say where the answers are, and end the command as a shell expects."""
        say_kept(self.desk, self.path, self.about)
        raise typer.Exit(stopped.exit_code)

    def say_kept(self) -> None:
        """Say that the answers are kept, where the command goes on to say why nothing was written."""
        self.desk.remark(Text("your answers are kept: {command} goes on with them", command=self.about))

    def mend(self) -> str:
        """How somebody goes on where their answers cannot be written: `questions`, `text` or `no`."""
        help = Text("Back to the questions: each answer stands there as you gave it. Your answers are kept either way.")
        question = Question("mend", Text("Go on with"), help, default="questions",
                            shown=Text("questions"), choices=MEND)  # fmt: skip
        return self.asker.ask(question) or "questions"

    def end(self) -> None:
        """What was typed stands in the records now."""
        drafts.drop(self.path)


def say_kept(desk: Desk, path: Path, about: str) -> None:
    """Say that the answers are kept; the window may be gone."""
    try:
        if path.exists():
            desk.remark(Text("nothing was written; your answers are kept: {command} goes on with them", command=about))
        else:
            desk.remark(Text("nothing was written"))
    except OSError:
        pass


def moment(begun: str) -> Text | datetime.date | str:
    """When a draft was begun, as a sentence says it; as it stands in the draft where it is no day and time."""
    try:
        moment = datetime.datetime.fromisoformat(begun)
    except ValueError:
        return begun
    if moment.time() == datetime.time():
        return moment.date()
    return Text("{day}, {time}", day=moment.date(), time=f"{moment:%H:%M}")
