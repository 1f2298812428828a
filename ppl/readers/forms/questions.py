"""The plain form that came back: its six questions found in a mail, a document or a sheet, with what stands under each.

An answer may stand under its question or behind it, above all of them with its number, or behind an action that was
printed. What was printed is known by its words, so that the form needs no marks.
"""

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from ppl.readers.forms.printed import QUESTIONS, TITLE, Points, hit, known
from ppl.readers.forms.session import numbered
from ppl.readers.notes.envelope import Letter, letter
from ppl.readers.nothing import says_nothing

Line = tuple[int, str]
MOST_LINES, HEAD_LINES, FEWEST = 20_000, 12, 2
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_WORD = re.compile(r"[^\W_]+")
_TITLED = re.compile(rf"\W*(.{{3,200}}):\s*(?:{'|'.join(TITLE)})\W*", re.I)
_NUMBER = re.compile(r"[ \t]*(?:(?:vraag|ad|question)\s)?([1-6])\s?[.):]\s*(.*)", re.I)
_COURTESY = re.compile(
    r"\W*(?:zie|mijn|mij|ik|hierbij|hieronder|bijgaand|in de bijlage|see|my|i|please|attached|below)\b.{0,80}"
    r"\b(?:antwoord\w*|hieronder|onderstaand|bijlage|rood|blauw|answers?|below|attached|red|blue|reply)\b.{0,30}"
    r"|\W*(?:bel|mail|app|schroom|laat|mochten|mocht|heb je|bij vragen|call|let me know)\b"
    r"(?=.{0,80}\b(?:gerust|niet|weten|vragen|maar|know|questions?)\b).{3,100}",
    re.I,
)
_SENTENCE = re.compile(r"(?<=\w[.!?])\s+(?=[A-Z])")


class Answer(NamedTuple):
    """What stands under a question.

    about: the action or bottleneck behind which it stands, as it was printed; at: the line of what was printed
    is_last: nothing more was printed under that question, so that what stands below may be about the question itself
    """

    key: str
    about: str
    lines: list[Line]
    at: int = 0
    is_last: bool = True


class Reply(NamedTuple):
    """A form that came back.

    above: lines that stand under no question; answers: in their order, those without a line left out
    left_out: signatures, quotes and courtesies; people: names in them; title: what the form called itself
    printed: by line what was printed there; sent_on: the day that the head of the mail says
    signed: lines of the signature
    """

    above: list[Line]
    answers: list[Answer]
    left_out: list[Line]
    people: tuple[str, ...]
    title: str
    printed: dict[int, str]
    sent_on: datetime.date | None = None
    signed: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All that was typed, each line where it was, without what was printed."""
        return _laid([*self.above, *(line for answer in self.answers for line in answer.lines)])

    def whole(self, typed: str) -> str:
        """The typed lines, perhaps with other words, behind what was printed; it is read again by `reply`."""
        said = dict(numbered(typed))
        numbers = {number for number, line in said.items() if line.strip()} | self.printed.keys()
        lines = [(n, f"{self.printed.get(n, '')} {said.get(n, '')}".strip()) for n in sorted(numbers)]
        if self.title and 1 not in numbers:
            lines.append((1, f"{self.title}: {TITLE[0]}"))
        return _laid(lines)


def _is_courtesy(line: str) -> bool:
    """Whether a line says no more than where the answers are, and that one may call."""
    said = [one for one in _SENTENCE.split(line.strip()) if one]
    return bool(said) and _COURTESY.fullmatch(said[0]) is not None and all(map(_COURTESY.fullmatch, said))


def is_questions(text: str) -> bool:
    """Whether a text holds the plain form: at least two of its questions."""
    lines = [_QUOTED.sub("", line) for _, line in numbered(text[:400_000])]
    words = known(Points())
    hits = (hit(lines, at, words) for at in range(len(lines)))
    found = {one.printed.key for one in hits if one is not None and one.printed.key}
    return len(found) >= 2


def is_numbered(text: str, today: datetime.date) -> bool:
    """Whether a text is nothing but answers with the numbers of the six questions, which it does not quote.

    Its subject is that of the form; else all six are there, or one is passed over or answered with no more than `none`,
    as no list of points is.
    """
    lines = [(number, _QUOTED.sub("", line)) for number, line in numbered(text)][:MOST_LINES]
    own = _by_number(kept := [line for line in _unsigned(lines, today)[0] if not _is_courtesy(line[1])])
    if len(own) < FEWEST or own[0].at != next((number for number, line in kept if line.strip()), 0):
        return False
    if any(_TITLED.fullmatch(line) for _, line in lines[:HEAD_LINES]):
        return True
    if any(re.match(r"[ \t]*7\s?[.):]", line) for _, line in kept):
        return False  # a list of more points than there are questions
    said = [" ".join(line.strip() for _, line in one.lines) for one in own]
    keys = [one.key for one in own]
    is_all = keys == [*QUESTIONS] and all(said)
    is_passed_over = keys != [*QUESTIONS][: len(keys)] and keys[0] == "summary"
    return is_all or is_passed_over or any(says_nothing(one) for one in said[1:])


def reply(text: str, points: Points, today: datetime.date) -> Reply:
    """The answers in a text that holds the plain form. points: what it may have printed. Never raises."""
    words = known(points)
    lines = [(number, line) for number, line in numbered(text)][:MOST_LINES]
    bare = [_QUOTED.sub("", line) for _, line in lines]
    above: list[Line] = []
    answers: list[Answer] = []
    printed: dict[int, str] = {}
    title, place, left_out = "", 0, list[Line]()
    while place < len(lines):
        one = hit(bare, place, words)
        if one is None or (one.printed.about and not answers):
            titled = _TITLED.fullmatch(bare[place])
            if titled and not answers:
                title = title or re.sub(r"(?i)^(?:\W*(?:onderwerp|subject|re|antw|fw|fwd)\s*:\s*)+", "", titled[1])
            into = answers[-1].lines if answers else above
            if not titled or bare[place].lower().startswith(("onderwerp", "subject")):
                typed = re.sub(r"^#{1,6}\s+", "", bare[place])  # an answer in the style of its heading
                into.append((lines[place][0], typed if answers else lines[place][1]))
            place += 1
            continue
        key, about = one.printed.key, one.printed.about
        if key == "summary" and any(answer.key != "summary" for answer in answers):
            left_out = lines[place:]  # the form once more: an older mail below this one
            break
        place += one.length
        at = lines[place - 1][0]
        if key and (about or not answers or answers[-1].key != key or answers[-1].about):
            if about and answers[-1].key == key:
                answers[-1] = answers[-1]._replace(is_last=False)
            answers.append(Answer(key, about, [], at))
            printed[at] = f"- {about}:" if about else _asked(key)
        if one.behind.strip():
            bare[place - 1] = one.behind
            if hit(bare, place - 1, words) is not None:  # the next printed sentence begins on this line
                place -= 1
            else:
                (answers[-1].lines if answers else above).append((at, one.behind.strip()))
    quoted = {number for number, line in lines if _QUOTED.match(line)}
    return _signed_off(_below_it_all(Reply(above, answers, left_out, (), title, printed), quoted), today)


def _below_it_all(found: Reply, quoted: set[int]) -> Reply:
    """A letter below a form that was left empty answers no question of it: it stands by itself.

    quoted: the lines that a mail program marked as quoted
    """
    said = [place for place, one in enumerate(found.answers) if _says(one.lines)]
    if _says(found.above) or said != [len(found.answers) - 1] or found.answers[-1].key != [*QUESTIONS][-1]:
        return found
    last = found.answers[-1]
    first = next(number for number, text in last.lines if _WORD.search(text))
    is_apart = first > last.at + 1 and (last.at in quoted and first not in quoted)
    sentences = sum(len(re.findall(r"\w{2}[.!?](?=\s|$)", text)) for _, text in last.lines)
    if first == last.at or sentences < FEWEST + (not is_apart):
        return found
    return found._replace(above=last.lines, answers=found.answers[:-1], printed={})


def _asked(key: str) -> str:
    return f"{[*QUESTIONS].index(key) + 1}. {QUESTIONS[key][0]}"


def _signed_off(found: Reply, today: datetime.date) -> Reply:
    """Without the signature above and at the end; answers that stand above with their numbers under their question."""
    above, out, mail = _unsigned(found.above, today)
    people, signed = mail.people, mail.signed
    courtesies = [line for line in above if _is_courtesy(line[1])]
    above = _unbroken([line for line in above if line not in courtesies])
    answers = [one._replace(lines=_unbroken(one.lines)) for one in found.answers]
    last = max((place for place, one in enumerate(answers) if _says(one.lines)), default=-1)
    if last >= 0:
        kept, gone, more = _unsigned(answers[last].lines, today)
        answers[last] = answers[last]._replace(lines=kept)
        out, people, signed = [*out, *gone], (*people, *more.people), (*signed, *more.signed)
    answers, printed = [one for one in answers if _says(one.lines)], found.printed
    if not answers and len(own := _by_number(above)) > 1:
        printed = {one.at: _asked(one.key) for one in own}
        answers = [one for one in own if _says(one.lines)]
        above = [line for line in above if line[0] < own[0].at]
    above = [line for line in above if line[1].strip()]
    out = sorted([*out, *courtesies, *found.left_out])
    return Reply(above, answers, out, tuple(dict.fromkeys(people)), found.title, printed, mail.sent_on, signed)


def _unsigned(lines: list[Line], today: datetime.date) -> tuple[list[Line], list[Line], Letter]:
    """Lines without greeting, signature and quotes; what was left out; the letter itself."""
    is_headed = any(re.match(r"(?i)\W*(?:van|from)\s*:", text) for _, text in lines[:3])
    head = [] if is_headed else [(-3, "Van: -"), (-2, "Onderwerp: Re: -"), (-1, "")]
    found = letter([*head, *lines], today)
    kept = [line for line in found.lines if line[0] > 0]
    return kept, [line for line in found.left_out if line[0] > 0], found


def _by_number(lines: list[Line]) -> list[Answer]:
    """Answers that begin with the number of their question, each higher than the one before."""
    found: list[Answer] = []
    keys = [*QUESTIONS]
    last = 0
    for number, text in lines:
        match = _NUMBER.fullmatch(text)
        if match is not None and int(match[1]) > last:
            last = int(match[1])
            found.append(Answer(keys[last - 1], "", [(number, match[2])] if match[2] else [], number))
        elif found:
            found[-1].lines.append((number, text))
    return found


def _unbroken(lines: list[Line]) -> list[Line]:
    """Sentences that a mail program broke into lines of some 70 signs, whole again."""
    found: list[Line] = []
    for number, text in lines:
        before = found[-1][1].rsplit("\n")[-1] if found else ""
        if len(before) > 54 and re.match(r"[ \t]*[a-z(]", text) and not re.search(r"[.!?:;]\s*$", before[-3:]):
            found[-1] = (found[-1][0], f"{before.rstrip()} {text.strip()}")
        else:
            found.append((number, text))
    return found


def _says(lines: Iterable[Line]) -> bool:
    return any(_WORD.search(text) for _, text in lines)


def _laid(lines: Iterable[Line]) -> str:
    """Numbered lines as a text in which each stands where it was."""
    held: dict[int, str] = {}
    for number, text in lines:
        held[number] = f"{held[number]} {text}" if number in held else text
    return "\n".join(held.get(number, "") for number in range(1, max([0, *held]) + 1))
