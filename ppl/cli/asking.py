"""Questions on a terminal, line by line: a step back, an explanation, completion; every answer is kept at once."""

from __future__ import annotations

import re
import signal
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType
from typing import Any, NamedTuple

from ppl.cli.desk import Desk
from ppl.errors import Text

HEAR_SECONDS = 0.4
BACK, EXPLAIN, CLEAR = "<", "?", "-"
Answers = Mapping[str, str]


class RefusalError(Exception):
    """An answer that is not understood: why, and what is stored where somebody types the same once more."""

    def __init__(self, what: Text, insisted: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.insisted = insisted


class StoppedError(Exception):
    """Ctrl-C, a closed window or the end of the input. `exit_code` is what a shell expects then."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


class Choice(NamedTuple):
    """One of a few answers: what is stored, and its words with the key in brackets, such as `[d]one`."""

    value: str
    label: Text


def as_typed(text: str) -> str:
    """A free text is what was typed."""
    return text


class Question(NamedTuple):
    """One line to ask.

    key: under which the answer is kept; text: the question; help: what `?` says
    read: from what was typed to what is kept (raises RefusalError); default: what Enter keeps
    shown: that default in words; choices: where there are a few answers; words: what Tab completes
    before: lines above it; is_required: Enter alone is no answer; takes_rest: what stood behind the letter
    of the choice before is its answer
    """

    key: str
    text: Text
    help: Text
    read: Callable[[str], str] = as_typed
    default: str = ""
    shown: Text | str = ""
    choices: tuple[Choice, ...] = ()
    words: Callable[[], Sequence[str]] = tuple
    before: tuple[Text | str, ...] = ()
    is_required: bool = False
    takes_rest: bool = False


Script = Callable[[Answers], Iterable[Question]]


def cleaned(text: str) -> str:
    """What was typed, without the codes of keys that this terminal does not know, and without blanks around it."""
    text = re.sub(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|O.|.)?", "", text)
    text = text.encode("utf-8", "replace").decode()
    return "".join(sign for sign in text if sign == "\n" or sign.isprintable()).strip()


def printable(text: str) -> str:
    """A text of a record on one line, unable to steer the terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


class Terminal:
    """Where lines come from and questions go to. Lines can be edited where Python has its readline."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.typed = ""
        self.hears: Callable[[str], None] | None = None
        self._readline: Any = _readline() if sys.stdout.isatty() else None

    @property
    def width(self) -> int:
        import shutil

        return max(20, min(shutil.get_terminal_size().columns, 100))

    def say(self, text: Text | str, indent: str = "") -> None:
        """A remark, in lines that fit; data in it cannot steer the terminal."""
        sys.stdout.flush()
        for row in self.desk.words(text).split("\n"):
            plain = printable(row)
            lead = indent + " " * (len(plain) - len(plain.lstrip()))
            lines = textwrap.wrap(
                plain,
                self.width - 1,
                initial_indent=indent,
                subsequent_indent=lead + "  ",
                drop_whitespace=True,
                break_on_hyphens=False,
            )
            print("\n".join(lines), file=sys.stderr)

    def line(self, prompt: str, words: Sequence[str] = (), filled: str = "") -> str:
        """One line as it was typed. `filled` stands there already where lines can be edited. Raises StoppedError."""
        self.typed = ""
        with self._watching():
            try:
                if self._readline is not None:
                    return self._edited_line(prompt, words, filled)
                print(prompt, end="", file=sys.stderr, flush=True)
                found = sys.stdin.readline()  # empty at the end of the input only
            except (KeyboardInterrupt, EOFError, OSError):
                found = ""
        if not found:
            with suppress(OSError):  # the window may be gone
                print(file=sys.stderr)
            raise StoppedError(130)
        return found.rstrip("\n")

    @property
    def is_editable(self) -> bool:
        """Whether an earlier answer can be put on the line, to be changed there."""
        return self._readline is not None

    def _edited_line(self, prompt: str, words: Sequence[str], filled: str) -> str:
        readline = self._readline

        def complete(start: str, number: int) -> str | None:
            found = [word for word in words if word.startswith(start.lower())]
            return found[number] if number < len(found) else None

        sys.stderr.flush()
        readline.set_completer(complete)
        readline.set_startup_hook((lambda: readline.insert_text(filled)) if filled else None)
        try:
            found = input(prompt)
            if _is_hung_up():  # readline hands over the line that somebody was typing when the window closed
                self.typed = found
                raise StoppedError(129)
            return found
        finally:
            readline.set_startup_hook(None)
            readline.set_completer(None)

    @contextmanager
    def _watching(self) -> Iterator[None]:
        """Remember the half-typed line when a signal ends the conversation."""

        def stop(number: int, frame: FrameType | None) -> None:
            if self._readline is not None:
                self.typed = self._readline.get_line_buffer() or self.typed
            if number == signal.SIGINT:
                raise KeyboardInterrupt
            raise StoppedError(128 + number)

        def hear(number: int, frame: FrameType | None) -> None:
            """What stands on the line now: when the window closes, readline has already forgotten it."""
            try:
                typed = self._readline.get_line_buffer()
            except SystemError:  # Ctrl-C came at the same moment: Python is on its way out of input() with that
                return
            if typed != self.typed:
                self.typed = typed
                if self.hears is not None:
                    self.hears(typed)

        wanted: dict[str, Callable[[int, FrameType | None], None]] = dict.fromkeys(
            ("SIGINT", "SIGHUP", "SIGTERM"), stop
        )
        is_hearing = self._readline is not None and hasattr(signal, "setitimer")
        if is_hearing:
            wanted["SIGALRM"] = hear
        before = {}
        with suppress(ValueError):  # not the main thread: signals are not ours
            for name, handler in wanted.items():
                if hasattr(signal, name):
                    before[name] = signal.signal(getattr(signal, name), handler)
            if is_hearing:
                signal.setitimer(signal.ITIMER_REAL, HEAR_SECONDS, HEAR_SECONDS)
        try:
            yield
        finally:
            if is_hearing:
                signal.setitimer(signal.ITIMER_REAL, 0)
            for name, held in before.items():
                signal.signal(getattr(signal, name), held)


def _is_hung_up() -> bool:
    """Whether there is nobody at the other end of the terminal any more."""
    import select

    if not hasattr(select, "poll"):
        return False
    watch = select.poll()
    watch.register(sys.stdin.fileno(), select.POLLHUP)
    return any(event & select.POLLHUP for _, event in watch.poll(0))


def _readline() -> Any:
    """Python's readline, set up for us; None where it has none."""
    try:
        import readline
    except ImportError:
        return None
    readline.set_completer_delims(" ,")
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    if not is_libedit:
        readline.parse_and_bind("set show-all-if-ambiguous on")
        readline.parse_and_bind("set enable-bracketed-paste on")
    readline.set_auto_history(False)
    return readline


class Asking:
    """A conversation: walks through questions that may depend on the answers before."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.words = terminal.desk.words
        self.asked = 0
        self._rest = ""
        self._filled: tuple[str, str] | None = None

    def walk(
        self,
        script: Script,
        answers: Answers,
        keep: Callable[[Answers, tuple[str, str] | None], None],
        typed: tuple[str, str] | None = None,
    ) -> Answers:
        """Ask what is not answered yet, and hand every answer over at once. Raises StoppedError.

        keep: gets all answers so far and, where a line was broken off, its key and text
        typed: such a line from the time before
        """
        self._filled = typed
        back_at: str | None = None
        while True:
            questions = list(script(answers))
            keys = [question.key for question in questions]
            place = keys.index(back_at) if back_at in keys else None
            if place is None:
                place = next((i for i, key in enumerate(keys) if key not in answers), None)
            if place is None:
                return answers
            question = questions[place]
            self.terminal.hears = partial(self._heard, keep, answers, question.key)
            try:
                given = self.ask(question, answers.get(question.key))
            except StoppedError:
                typed_now = cleaned(self.terminal.typed)
                keep(answers, (question.key, typed_now) if typed_now else None)
                raise
            if given is None:
                if place == 0:
                    self.terminal.say(Text("this is the first question"))
                back_at = keys[max(place - 1, 0)]
                continue
            back_at = None
            answers = {**answers, question.key: given}
            keep(answers, None)

    @staticmethod
    def _heard(keep: Callable[[Answers, tuple[str, str] | None], None], answers: Answers, key: str, typed: str) -> None:
        with suppress(OSError):
            keep(answers, (key, cleaned(typed)) if cleaned(typed) else None)

    def ask(self, question: Question, earlier: str | None = None) -> str | None:
        """The answer to one question; None for a step back. Raises StoppedError."""
        for line in question.before:
            self.terminal.say(line)
        refused: tuple[str, str | None] = ("", None)
        while True:
            typed, is_filled = self._typed(question, earlier)
            if typed == BACK:
                return None
            if typed == EXPLAIN:
                self._explain(question)
                continue
            if typed and typed == refused[0] and refused[1] is not None:
                return refused[1]
            if not typed and not is_filled:
                typed_or_default = earlier if earlier is not None else question.default
                if typed_or_default or not question.is_required:
                    return typed_or_default
            if typed == CLEAR:
                typed = ""
            if not typed and question.is_required:
                self.terminal.say(Text("this cannot be left out; < goes a step back"), "  ")
                continue
            try:
                return self._read(question, typed) if typed else ""
            except RefusalError as refusal:
                self.terminal.say(refusal.what, "  ")
                refused = (typed, refusal.insisted)

    def _typed(self, question: Question, earlier: str | None) -> tuple[str, bool]:
        """What was typed, and whether an earlier answer stood on the line already."""
        if question.takes_rest and self._rest:
            rest, self._rest = self._rest, ""
            return rest, False
        self._rest = ""
        self.asked += 1
        filled = ""
        if self._filled and self._filled[0] == question.key:
            filled, self._filled = self._filled[1], None
        elif earlier and not question.choices:
            filled = earlier
        if filled and not self.terminal.is_editable and filled != earlier:
            self.terminal.say(Text("you were typing: {text}", text=filled), "  ")
        prompt = self._prompt(question, earlier, bool(filled) and self.terminal.is_editable)
        found = cleaned(self.terminal.line(prompt, question.words(), filled))
        return found, bool(filled) and self.terminal.is_editable

    def _prompt(self, question: Question, earlier: str | None, is_filled: bool) -> str:
        text = printable(self.words(question.text))
        kept = printable(self._in_words(question, earlier)) if not is_filled else ""
        choices = ", ".join(self.words(choice.label) for choice in question.choices)
        behind = f" [{kept}]" if kept else ""
        whole = f"{text} ({choices}){behind}" if choices else text + behind
        if len(whole) < self.terminal.width - 24:
            return f"{whole}: "
        if choices and len(choices + behind) < self.terminal.width - 12:
            self.terminal.say(text)
            return f"  {choices}{behind}: "
        self.terminal.say(whole)
        return "> "

    def _in_words(self, question: Question, earlier: str | None) -> str:
        """What Enter keeps, as people say it."""
        if earlier is None:
            return self.words(question.shown or question.default)
        found = next((choice.label for choice in question.choices if choice.value == earlier), None)
        if found is None and earlier == question.default and question.shown:
            return self.words(question.shown)
        return _bare(self.words(found)) if found is not None else earlier

    def _explain(self, question: Question) -> None:
        self.terminal.say(question.help, "  ")
        if words := question.words():
            self.terminal.say(", ".join(words), "  ")
        self.terminal.say(Text("Enter keeps or skips, - leaves out, < goes a step back, Ctrl-C stops"), "  ")

    def _read(self, question: Question, typed: str) -> str:
        if not question.choices:
            return question.read(typed)
        letter, _, rest = typed.partition(" ")
        for choice in question.choices:
            label = self.words(choice.label)
            if letter.lower() in (key_of(label), _bare(label).lower(), choice.value):
                self._rest = rest.strip()
                return choice.value
            if typed.lower() == _bare(label).lower():
                return choice.value
        raise RefusalError(
            Text("choose {listed}, or Enter", listed=", ".join(self.words(choice.label) for choice in question.choices))
        )


def key_of(label: str) -> str:
    """The letter to type for a choice: what stands in brackets."""
    match = re.search(r"\[(.+?)\]", label)
    return match[1].lower() if match else label[:1].lower()


def _bare(label: str) -> str:
    """`[d]one` is done, `[x] dropped` is dropped."""
    return re.sub(r"\[(.+?)\]( ?)", lambda match: "" if match[2] else match[1], label).strip()
