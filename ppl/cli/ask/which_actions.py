"""Which actions are meant, and what is to be said of them: the open ones in a list, to choose by number or words."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

import typer

from ppl.cli.ask import parsers
from ppl.cli.ask.open_points import action_line
from ppl.cli.ask.questions import Answers, Asker, Question, RefusalError, Script
from ppl.cli.desk import Desk
from ppl.cli.entry.meant_actions import worded
from ppl.cli.stopped import StoppedError
from ppl.cli.terminal import Terminal
from ppl.errors import Joined, Text
from ppl.rules.agreed_actions import AgreedAction
from ppl.rules.standing import OpenAction

Becomes = Literal["done", "moved", "dropped"]
MOST = 30  # on the screen; words find the others
EVERY = ("alle", "alles", "all")
WHICH = {
    "done": Text("Which are done"),
    "moved": Text("Which get another day"),
    "dropped": Text("Which are no longer needed"),
}


class ActionTalk:
    """The questions about actions: which, when, why."""

    def __init__(self, desk: Desk, becomes: Becomes, listed: Sequence[AgreedAction]) -> None:
        self.desk = desk
        self.becomes = becomes
        self.listed = listed
        self.asker = Asker(Terminal(desk))

    def hold(self, given: Answers, is_back: bool = False) -> Answers:
        """Ask what is not given. Ends the command where it is broken off."""
        script: Script = self._questions
        try:
            return self.asker.walk(script, given, lambda answers, typed: None, is_back=is_back)
        except StoppedError as stopped:
            self.desk.remark(Text("nothing was written"))
            raise typer.Exit(stopped.exit_code) from None

    def _questions(self, answers: Answers) -> Iterator[Question]:
        if self.listed:
            yield Question(
                "refs",
                WHICH[self.becomes],
                Text("Their numbers: `1 3 5`, `2-4`; or words of one: `report asbestos`."),
                chosen(self.listed, self.desk.words),
                before=tuple(self._lines()),
                is_required=True,
            )
        if self.becomes == "done":
            yield from self._of_done(answers)
        elif self.becomes == "moved":
            yield Question("on", Text("Ready on"), Text("The new day: 1-12, fri, +2w (in two weeks), 2026-12-01."),
                           self._new_day, is_required=True)  # fmt: skip
            yield Question("because", Text("Why it moves"), Text("It stands with the action; Enter where nobody said."),
                           parsers.in_words)  # fmt: skip
        else:
            yield Question("because", Text("Why it is no longer needed"), Text("It stands with the action."),
                           parsers.reason, is_required=True)  # fmt: skip

    def _of_done(self, answers: Answers) -> Iterator[Question]:
        to_come = Text("{day} is still to come; Enter where it is not so yet")
        today = self.desk.today.isoformat()
        yield Question("on", Text("Done on"), Text("The day: yesterday, fri, 24-11; Enter is today."),
                       parsers.past_day(self.desk.today, to_come), default=today, shown=Text("today"))  # fmt: skip
        if len(split(answers.get("refs", ""))) == 1:
            yield Question("result", Text("What came out"), Text("In a few words; Enter where there is nothing."),
                           parsers.in_words)  # fmt: skip

    def _new_day(self, typed: str) -> str:
        found = parsers.day(self.desk.today, is_ahead=True)(typed)
        if found < self.desk.today.isoformat():
            raise RefusalError(Text("{day} is past; a new day is one to come", day=found))
        return found

    def _lines(self) -> Iterator[Text]:
        names = self._names()
        for number, one in enumerate(self.listed[:MOST], 1):
            line = action_line(OpenAction(one.ref, one.action, one.late_days(self.desk.today)))
            yield Text("  {number}. {what}", number=number, what=Joined((names.get(one.project or "", ""), line), ": ")
                       if one.project and len(names) > 1 else line)  # fmt: skip
        if (more := len(self.listed) - MOST) > 0:
            yield Text("  and {number} more: words of an action find it", number=more)

    def _names(self) -> Mapping[str, str]:
        """What the projects are called for short."""
        return {one.project: one.project.partition("-")[0] for one in self.listed if one.project}


def split(refs: str) -> tuple[str, ...]:
    """The refs of an answer."""
    return tuple(refs.split())


def chosen(listed: Sequence[AgreedAction], words: Callable[[Text | str], str]) -> Callable[[str], str]:
    """A reader of numbers, `all`, or words of one action. words: a text in the language of whoever is asked"""

    def read(typed: str) -> str:
        text = typed.strip().lower()
        if text in EVERY:
            return " ".join(one.ref for one in listed)
        if re.fullmatch(r"[\d\s,;.&–-]+|[\d\s,]+(?:en|and)\s*\d+", text):
            return " ".join(dict.fromkeys(listed[place - 1].ref for place in _numbers(text, len(listed))))
        same = [one for one in listed if text in (one.ref, one.ref.rpartition("/")[2])] or worded(text, listed)
        if len(same) == 1:
            return same[0].ref
        if not same:
            raise RefusalError(Text("`{text}` is no number of the list", text=typed))
        numbers = ", ".join(str(listed.index(one) + 1) for one in same[:8])
        raise RefusalError(Text("`{text}` is said in more than one: {numbers}", text=typed, numbers=numbers))

    return read


def _numbers(text: str, most: int) -> Iterator[int]:
    """The numbers of an answer, those of a stretch too. Raises RefusalError for one that is not in the list."""
    for match in re.finditer(r"(\d+)(?:\s*[–-]\s*(\d+))?", text):
        first, last = int(match[1]), int(match[2] or match[1])
        for number in (first, last):
            if not 1 <= number <= most:
                raise RefusalError(Text("`{text}` is no number of the list", text=str(number)))
        yield from range(min(first, last), max(first, last) + 1)
