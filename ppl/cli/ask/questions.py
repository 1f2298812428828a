"""Questions, one line each: a step back, an explanation, completion; every answer is handed over at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from ppl.cli.ask.choices import Choice, bare, chosen
from ppl.cli.ask.personal import People, personal_data
from ppl.cli.stopped import StoppedError
from ppl.cli.terminal import Terminal, cleaned, printable
from ppl.errors import Text
from ppl.readers.nothing import says_nothing

BACK, EXPLAIN, CLEAR = "<", "?", "-"
Answers = Mapping[str, str]


class RefusalError(Exception):
    """An answer that is not understood: why, and what is stored where somebody types the same once more."""

    def __init__(self, what: Text, insisted: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.insisted = insisted


class Answered(str):
    """An answer whose line held more.

    more: what else it said, by the end of the key under which that is kept; quotes: a text written before that it
    takes into the record
    """

    more: Mapping[str, str]
    quotes: str

    def __new__(cls, text: str, more: Mapping[str, str], quotes: str = "") -> "Answered":
        answer = super().__new__(cls, text)
        answer.more = more
        answer.quotes = quotes
        return answer


class Question(NamedTuple):
    """One line to ask.

    key: under which the answer is kept; text: the question; help: what `?` says
    read: from what was typed to what is kept (raises RefusalError); default: what Enter keeps
    as_typed: from what is kept to what one types for it; also: ends of keys that its line may answer too
    begins_anew: another answer is about something else, so that what followed from the old one is gone
    shown: that default in words; choices: where there are a few answers; words: what Tab completes
    before: lines above it; is_required: Enter alone is no answer; takes_rest: what stood behind the letter
    of the choice before is its answer; called: what the reader calls what is kept
    """

    key: str
    text: Text
    help: Text
    read: Callable[[str], str] = str
    as_typed: Callable[[str], str] = str
    also: tuple[str, ...] = ()
    begins_anew: bool = False
    default: str = ""
    shown: Text | str = ""
    choices: tuple[Choice, ...] = ()
    words: Callable[[], Sequence[str]] = tuple
    before: tuple[Text | str, ...] = ()
    is_required: bool = False
    takes_rest: bool = False
    called: Mapping[str, Text] = {}


Script = Callable[[Answers], Iterable[Question]]


class Asker:
    """A conversation: walks through questions that may depend on the answers before."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.words = terminal.desk.words
        self.asked = 0
        self._rest = ""
        self._people = People(terminal.desk)
        self._filled: tuple[str, str] | None = None

    def walk(
        self,
        script: Script,
        answers: Answers,
        keep: Callable[[Answers, tuple[str, str] | None], None],
        typed: tuple[str, str] | None = None,
        is_back: bool = False,
    ) -> Answers:
        """Ask what is not answered yet, and hand every answer over at once. Raises StoppedError.

        Where an answer changes, those that follow from it (their key begins with its key) are asked once more.
        After a step back each Enter goes a question on.
        keep: gets all answers so far and, where a line was broken off, its key and text
        typed: such a line from the time before; is_back: begin at the last question, answered as it is
        """
        self._filled = typed
        back_at = [question.key for question in script(answers)][-1] if is_back else None
        again: set[str] = set()
        while True:
            questions = list(script(answers))
            keys = [question.key for question in questions]
            place = keys.index(back_at) if back_at in keys else None
            if place is None:
                place = next((i for i, key in enumerate(keys) if key not in answers or key in again), None)
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
            if self._is_left_over(script({**answers, question.key: str(given)}), question.key):
                back_at = question.key if back_at is not None else None
                again.add(question.key)
                continue
            was_back = back_at is not None
            again.discard(question.key)
            if self._rest or _changes(answers, question, given):
                follows = {key for key in answers if key.startswith(question.key + ".")}
                if question.begins_anew and answers.get(question.key, given) != given:
                    answers = {key: text for key, text in answers.items() if key not in follows}
                again |= follows
                more = {question.key + end: text for end, text in getattr(given, "more", {}).items()}
                own = {question.key + end for end in question.also}
                answers = {**{key: text for key, text in answers.items() if key not in own}, **more}
                again -= more.keys()
            answers = {**answers, question.key: str(given)}
            back_at = _key_behind(script(answers), question.key) if was_back else None
            keep(answers, None)

    def _is_left_over(self, questions: Iterable[Question], key: str) -> bool:
        """Whether nothing takes what stood behind the letter of an answer, which is said."""
        behind = iter(questions)
        is_taken = any(one.key == key for one in behind) and next((one.takes_rest for one in behind), False)
        if not self._rest or is_taken:
            return False
        self.terminal.say(Text("`{text}` does not belong here; choose by the letter alone", text=self._rest), "  ")
        self._rest = ""
        return True

    @staticmethod
    def _heard(keep: Callable[[Answers, tuple[str, str] | None], None], answers: Answers, key: str, typed: str) -> None:
        with suppress(OSError):
            keep(answers, (key, cleaned(typed)) if cleaned(typed) else None)

    def insist(self, question: Question) -> str:
        """The answer to a question from which there is no step back. Raises StoppedError."""
        while (answer := self.ask(question)) is None:
            pass
        return answer

    def ask(self, question: Question, earlier: str | None = None) -> str | None:
        """The answer to one question; None for a step back. Raises StoppedError."""
        for line in question.before:
            self.terminal.say(line)
        refused: tuple[str, str | None] = ("", None)
        standing = self._in_words(question, earlier) if earlier else None
        while True:
            typed, is_filled = self._typed(question, earlier)
            if typed == BACK:
                return None
            if typed == EXPLAIN:
                self._explain(question)
                continue
            again = earlier if typed == standing else refused[1] if typed == refused[0] else None
            if typed and again is not None:  # as it stands there, or typed once more
                self._people.keep(typed)
                return again
            if not typed and not is_filled and refused[0] and not question.choices:
                self.terminal.say(Text("that is not kept yet: type it once more, or - to leave it out"), "  ")
                refused = ("", None)
                continue
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
                if personal := personal_data(typed):
                    raise RefusalError(personal)
                answer = self._read(question, typed) if typed else ""
                quotes = getattr(answer, "quotes", "")
                if personal := personal_data(quotes):
                    what = Text("{what}; throw this note away (x) and type below what it becomes", what=personal)
                    raise RefusalError(what)
                if named := self._people.named("" if question.choices else quotes or typed):
                    raise RefusalError(named, answer)
                return answer
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
            filled = self._in_words(question, earlier) if self.terminal.is_editable else earlier
        if filled and not self.terminal.is_editable and filled != earlier:
            self.terminal.say(Text("you were typing: {text}", text=filled), "  ")
        prompt = self._prompt(question, earlier, bool(filled) and self.terminal.is_editable)
        found = cleaned(self.terminal.line(prompt, question.words(), filled))
        if filled and found == filled + BACK:  # typed behind the answer that stood there already
            found = BACK
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
            return self.words(question.shown or question.called.get(question.default, question.default))
        if not question.choices and not (earlier == question.default and question.shown):
            return self.words(question.called.get(earlier) or question.as_typed(earlier))
        found = next((choice.label for choice in question.choices if choice.value == earlier), None)
        if found is None and earlier == question.default and question.shown:
            return self.words(question.shown)
        return bare(self.words(found)) if found is not None else earlier

    def _explain(self, question: Question) -> None:
        self.terminal.say(question.help, "  ")
        if words := question.words():
            self.terminal.say(", ".join(self._named(word, question.called) for word in words), "  ")
        self.terminal.say(Text("Enter keeps or skips, - leaves out, < goes a step back, Ctrl-C stops"), "  ")

    def _named(self, word: str, called: Mapping[str, Text]) -> str:
        """A word to choose from as the reader calls it, with what the records call it where that is another."""
        said = self.words(called.get(word) or Text(word))
        return word if said.lower() == word else f"{said} ({word})"

    def _read(self, question: Question, typed: str) -> str:
        if not question.choices:
            return "" if question.begins_anew and says_nothing(typed) else question.read(typed)
        if (choice := chosen(typed, question.choices, self.words)) is not None:
            value, self._rest = choice
            return value
        if says_nothing(typed) and not question.is_required:
            return question.default
        raise RefusalError(
            Text("choose {listed}, or Enter", listed=", ".join(self.words(choice.label) for choice in question.choices))
        )


def _key_behind(questions: Iterable[Question], key: str) -> str | None:
    """The key of the question behind one; None where it is the last."""
    keys = [question.key for question in questions]
    place = keys.index(key) + 1 if key in keys else len(keys)
    return keys[place] if place < len(keys) else None


def _changes(answers: Answers, question: Question, given: str) -> bool:
    """Whether an answer says something else than what is kept, where something is kept."""
    if answers.get(question.key, given) != given:
        return True
    if not isinstance(given, Answered):
        return False
    held = {end: text for end in question.also if (text := answers.get(question.key + end)) is not None}
    return held != given.more


def has_more(answers: Answers, prefix: str, number: int, most: int) -> bool:
    """Whether a list of answers goes on behind this number: one in its middle may have been taken away."""
    return any(answers.get(f"{prefix}.{later}") for later in range(number + 1, most))
