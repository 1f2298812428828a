"""Terms that a reader need not know, explained once, where a text first uses them. Pure, over Markdown."""

import re
from collections.abc import Sequence

from ppl.render.typography import apart_from, outside_code

LONGEST = 130  # characters of an explanation that a sentence bears
_KEPT = re.compile(
    r"`+[^`]*`+|!?\[[^\][]{0,400}\]\([^)\s(]{0,999}\)|\*\*.*?\*\*|‘[^’‘]*’|\S{0,40}\s?\([^()]{0,999}\)|https?://\S+"
)
_APART = re.compile(r"\s*(?:#|\||>|!\[)|.*\]\(")  # a heading, a row of a table, a quote, a picture, a source


def explained(markdown: str, terms: Sequence[tuple[str, str]]) -> str:
    """A text in which each of these terms has what it means behind it in brackets, the first time that it stands.

    terms: the words and a sentence on what they mean. Only in running text: not in headings, tables, sources, titles in
    bold or quotes, nor in or right before what stands in brackets itself.
    """
    waiting = {word.casefold(): shortly(means) for word, means in terms if word and len(shortly(means)) <= LONGEST}
    if not waiting:
        return markdown
    words = "|".join(re.escape(word) for word in sorted(waiting, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])({words})(?![\w-]|:)", re.IGNORECASE)

    def gloss(match: re.Match[str]) -> str:
        means = waiting.pop(match[1].casefold(), None)
        return match[0] if means is None else f"{match[0]} ({means})"

    def line(text: str) -> str:
        return text if _APART.match(text) else apart_from(_KEPT, text, lambda part: pattern.sub(gloss, part))

    return outside_code(markdown, line)


def shortly(means: str) -> str:
    """The sentence on what a term means, as it stands between brackets: its first part, small, without a full stop."""
    text = " ".join(means.split()).partition(";")[0].rstrip(". ")
    is_name = text[1:2].isupper() or not text[1:2].isalpha()
    return text if is_name else text[:1].lower() + text[1:]
