"""How easily a text reads: words in a sentence, syllables in a word, the longest sentences.

Dutch by Flesch-Douma (206.835 - 0.93 x words per sentence - 77 x syllables per word), English by Flesch reading
ease (206.835 - 1.015 x words per sentence - 84.6 x syllables per word). A figure says something about form only:
short sentences can be unclear too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Language = Literal["nl", "en"]
LEAST_WORDS, MOST_WORDS = 300, 600
LONG_WORDS, NAMED = 20, 3
EASY, VERY_EASY, HARD = 60, 80, 45
WEIGHTS: dict[Language, tuple[float, float]] = {"nl": (0.93, 77.0), "en": (1.015, 84.6)}
SHORT = (
    *("art", "nr", "nrs", "ca", "bijv", "bv", "incl", "excl", "resp", "evt", "dhr", "mevr", "mw", "drs", "ir"),
    *("mr", "prof", "dr", "blz", "vs"),
)
_DUTCH = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouy\x01-\x05]")
_ENGLISH = re.compile(r"[aeiouy]+")
_WORD = re.compile(r"[^\W_]+(?:['\u2019.,\-][^\W_]+)*")
_END = re.compile(r"([.!?\u2026]+[\"'\u201d\u2019)\]]*)\s+")
_ITEM = re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])\s+")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ORIGIN = re.compile(r"(Bron|Bronnen|Source|Sources):")
_APART = dict(zip("äëïöü", "\x01\x02\x03\x04\x05", strict=True))


class Sentence(NamedTuple):
    """A sentence and the number of its words."""

    text: str
    words: int

    @property
    def beginning(self) -> str:
        """Its first words, enough to find it by."""
        found = self.text.split()
        return self.text if len(found) <= 9 else " ".join(found[:8]) + " …"


class Readability(NamedTuple):
    """How a text reads.

    score: 100 is very easy, 0 very hard; a text without words has none
    words, sentences: how many; longest: at most three sentences of over 20 words, the longest first
    """

    score: int | None
    words: int
    sentences: int
    longest: tuple[Sentence, ...]

    @property
    def level(self) -> Literal["very-easy", "easy", "fairly-hard", "hard"] | None:
        """The score as a word; easy begins at 60, which is about language level B1."""
        if self.score is None:
            return None
        if self.score >= VERY_EASY:
            return "very-easy"
        if self.score >= EASY:
            return "easy"
        return "fairly-hard" if self.score >= HARD else "hard"

    @property
    def fits(self) -> bool:
        """Whether a bulletin of this length is read to its end: 300 to 600 words."""
        return LEAST_WORDS <= self.words <= MOST_WORDS


def measured(texts: Iterable[str], language: Language) -> Readability:
    """How these Markdown texts read together. Marks do not count, addresses and lines with sources neither."""
    found = [sentence for text in texts for sentence in sentences(text)]
    said = [word for sentence in found for word in words(sentence.text)]
    if not said:
        return Readability(None, 0, 0, ())
    per_sentence, per_word = WEIGHTS[language]
    total = sum(syllables(word, language) for word in said)
    score = 206.835 - per_sentence * len(said) / len(found) - per_word * total / len(said)
    longest = sorted((s for s in found if s.words > LONG_WORDS), key=lambda s: -s.words)
    return Readability(round(score), len(said), len(found), tuple(longest[:NAMED]))


def words(text: str) -> list[str]:
    """The words of a text; a number is a word, a hyphen or apostrophe inside one does not split it."""
    return _WORD.findall(text)


def syllables(word: str, language: Language = "nl") -> int:
    """The syllables of a word by its vowel groups, one at least: `bouwen` 2, `ideeën` 3, `2026` 1."""
    text = unicodedata.normalize("NFC", word.lower())
    if language == "en":
        return max(1, _english(text))
    # two dots begin a syllable of their own, other accents do not
    kept = "".join(_APART.get(letter, letter) for letter in text)
    plain = "".join(c for c in unicodedata.normalize("NFD", kept) if not unicodedata.combining(c))
    return max(1, len(_DUTCH.findall(plain)))


def _english(word: str) -> int:
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    is_silent = re.search(r"[^aeiouyl]e$|[^aeiouylscxzhg]es$|[^aeiouytd]ed$|[aeiouy]le$", plain) is not None
    return len(_ENGLISH.findall(plain)) - is_silent


def sentences(markdown: str) -> list[Sentence]:
    """The sentences of a Markdown text; an item of a list ends one, also without a full stop."""
    found = []
    for block in _blocks(markdown):
        for text in _split(block):
            if number := len(words(text)):
                found.append(Sentence(text, number))
    return found


def _blocks(markdown: str) -> Iterator[str]:
    """Paragraphs and items of lists as plain text; headings and sources left out."""
    rows: list[str] = []
    for line in [*markdown.splitlines(), ""]:
        is_item, is_heading = _ITEM.match(line), line.startswith("#")
        if rows and (not line.strip() or is_item or is_heading):
            text = " ".join(" ".join(rows).split())
            if not _ORIGIN.match(text):
                yield text
            rows = []
        if line.strip() and not is_heading:
            plain = _LINK.sub(r"\1", line[is_item.end() :] if is_item else line)
            rows.append(re.sub(r"\*+|`|\\(?=[^\w\s])", "", plain))


def _split(text: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.start()].rpartition(" ")[2].lower().lstrip("(")
        is_short = match[1] == "." and (before in SHORT or re.fullmatch(r"\w|(\w\.)+\w", before))
        if is_short or text[match.end() : match.end() + 1].islower():
            continue
        yield text[start : match.end()].strip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()
