"""What the plain form prints, and how that is found back whatever a mail program made of its lines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

Pair = tuple[str, str]
QUESTIONS: dict[str, Pair] = {
    "summary": ("Wat is er besproken?", "What was discussed?"),
    "agreements": ("Wat is er afgesproken?", "What was agreed?"),
    "decisions": ("Wat is er besloten, en door wie?", "What was decided, and by whom?"),
    "open": ("Wat is er van deze acties gekomen?", "What became of these actions?"),
    "actions": ("Welke acties zijn er bij gekomen: wie doet wat, en voor wanneer?",
                "Which actions are new: who does what, and by when?"),
    "next": ("Wat staat er in de weg, en wanneer spreken we elkaar weer?",
             "What stands in the way, and when do we talk again?"),
}  # fmt: skip
_INTRO_EN = (
    "Would you answer these six questions? Put your answer below the question. What you leave empty changes nothing."
)
SENTENCES: dict[str, Pair] = {
    "intro": ("Wil je deze zes vragen beantwoorden? Zet je antwoord onder de vraag. Wat je leeg laat, verandert niets.",
              _INTRO_EN),
    "roles": ("Schrijf liever een rol dan een naam: projectleider, netbeheerder.",
              "Rather write a role than a name: project leader, grid operator."),
    "behind": ("Schrijf achter elke actie: gedaan, vervalt, of een nieuwe datum.",
               "Write behind each action: done, dropped, or a new date."),
    "nothing": ("Er staan geen acties open.", "No actions are open."),
    "in_the_way": ("Dit stond al in de weg; schrijf erachter wat ervan is gekomen.",
                   "This stood in the way already; write behind it what became of it."),
    "question": ("Vraag", "Question"),
    "answer": ("Antwoord", "Answer"),
}  # fmt: skip
TITLE: Pair = ("zes vragen", "six questions")
POINTS = {"open": "actions", "next": "bottlenecks"}
WINDOW = 8
_LEAD = r"[ \t]*(?:(?:[-*•·–#_]+|\d{1,2}[.)])[ \t]*){0,3}"
_WORD = re.compile(r"[^\W_]+")
_SAME = {"'": "['’‘]", '"': '["“”„]', "-": "[-–—]", "’": "['’‘]", "–": "[-–—]", "“": '["“”„]', "”": '["“”„]'}


def spoken(table: Mapping[str, Pair], language: str) -> dict[str, str]:
    """What a table of this module says in a language."""
    return {key: pair[0] if language == "nl" else pair[1] for key, pair in table.items()}


class Points(NamedTuple):
    """What is open, as the form prints it: pairs of an id and a text.

    closed: by the key of its question what may have been open when the form was sent, the latest first
    """

    actions: Sequence[Pair] = ()
    bottlenecks: Sequence[Pair] = ()
    closed: Mapping[str, Sequence[str]] = {}

    def is_closed(self, key: str, text: str) -> bool:
        """Whether what was printed under a question is open no longer."""
        is_open = any(text == one for _, one in getattr(self, POINTS.get(key, ""), ()))
        return not is_open and text in self.closed.get(key, ())


class Printed(NamedTuple):
    """Words that the form printed. key: of its question; empty for a sentence that asks nothing."""

    key: str
    about: str
    pattern: re.Pattern[str]


class Hit(NamedTuple):
    """Words that were found. length: lines that they take; behind: what stands behind them on the last one."""

    printed: Printed
    length: int
    behind: str


def known(points: Points) -> dict[str, list[Printed]]:
    """What may have been printed, by its first word; the longest first."""
    found: dict[str, list[Printed]] = {}
    for key, text, about in _texts(points):
        words = _WORD.findall(text.lower())
        if not words:
            continue
        end = r"(?:\s*\([^()\n]{0,160}\n?[^()\n]{0,80}\))?\s{0,2}[*_]*\s?[:|]?" if about else r"[ \t]*[*_]*"
        pattern = re.compile(_LEAD + r"[*_]*" + _loosely(text) + end + r"[ \t|]*", re.I)
        found.setdefault(words[0], []).append(Printed(key, about, pattern))
    return {word: sorted(of, key=lambda one: -len(one.pattern.pattern)) for word, of in found.items()}


def _texts(points: Points) -> Iterator[tuple[str, str, str]]:
    for key, pair in QUESTIONS.items():
        yield from ((key, text, "") for text in pair)
    for name, pair in SENTENCES.items():
        yield from (("", text, "") for text in pair if name not in ("question", "answer"))
        if name in ("intro",):  # a mail program may break between its sentences
            yield from (("", piece, "") for text in pair for piece in re.split(r"(?<=[.?])\s", text))
    for key, field in POINTS.items():
        held = [*(text for _, text in getattr(points, field)[:500]), *points.closed.get(key, ())[:500]]
        yield from ((key, text, text) for text in dict.fromkeys(held) if len(text) < 1_000)


def _loosely(text: str) -> str:
    """A pattern for a text, whatever blanks, line ends and quotes a mail program made of its own."""
    words = ("".join(_SAME.get(sign, re.escape(sign)) for sign in word) for word in text.split())
    return r"\s{1,20}".join(words)


def hit(lines: Sequence[str], place: int, words: Mapping[str, Sequence[Printed]]) -> Hit | None:
    """What was printed from this line on, how many lines that takes, and what stands behind it on the last one."""
    start = re.match(_LEAD + r"[*_]*", lines[place])
    word = _WORD.match(lines[place], start.end() if start else 0)
    candidates = words.get(word[0].lower(), ()) if word else ()
    if not candidates:
        return None
    window = "\n".join(line[:2_000] for line in lines[place : place + WINDOW])
    for printed in candidates:
        match = printed.pattern.match(window)
        if match is None:
            continue
        length = window.count("\n", 0, match.end()) + 1
        behind = window[match.end() :].partition("\n")[0]
        if printed.about and behind and match[0].rstrip(" \t*_")[-1:] not in (":", "|", ")"):
            continue  # a longer sentence that only begins as it does
        return Hit(printed, length, behind)
    return None
