"""A text as it is looked at: without what steers a terminal, turns the reading order around, or is not seen.

Records, names of authors and branches, and the words of a server come from others. What stands in a record stays there.
"""

import re

# of a terminal, in 7 and in 8 bits: CSI; OSC, DCS, SOS, PM and APC with what they carry; other escapes
_CODES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)
# the same of which a terminal or an editor took the first sign away, or shows it: `^[[31m`, and `[31m` with its `[0m`
_TAILS = re.compile(r"(?:\^\[|\u241b)\[[0-?]*[ -/]*[@-~]")
_PAIRS = re.compile(r"\[(?:\d{1,3};){0,4}\d{1,3}m([^\[\]\n]{1,400})\[0?m")
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_BLANKS = frozenset("\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def visible(text: str) -> str:
    """A text without codes of terminals, control signs but newline and tab, marks of direction and invisible signs.

    Soft hyphens, joiners and variation selectors go too: an emoji made of several may show as those.
    """
    if text.isascii() and text.isprintable():
        return text
    return HIDDEN.sub(_blank, without_codes(text))


def without_codes(text: str) -> str:
    """A text without the sequences that a terminal obeys, and with LF at line ends."""
    return _CODES.sub("", text.replace("\r\n", "\n"))


def pasted(text: str) -> str:
    """A text that somebody typed or pasted, without codes of terminals, also where only their tail is left."""
    if "[" not in text and text.isprintable():
        return text
    return _PAIRS.sub(r"\1", _TAILS.sub("", without_codes(text)))


def on_one_line(text: str) -> str:
    """A visible text in which no newline can begin a line that looks like somebody else's."""
    return " ".join(visible(text).splitlines())


def indented(text: str) -> str:
    """A visible text of which no line but the first begins at the edge."""
    return re.sub(r"\n[^\S\n]*", "\n    ", visible(text))


_COMMAND = re.compile(r"(?<![\w/-])ppl [a-z-]+ [^;,()\n]*")


def fitted(text: str, width: int) -> str:
    """A text in lines of at most so many signs, broken at blanks only: what has none, as a path, runs on.

    A command of ppl is not broken where it fits on a line, so that it can be copied.
    """
    if all(len(line) < width for line in text.split("\n")):
        return text
    import textwrap  # most texts fit

    lines = []
    for line in text.split("\n"):
        lead = line[: len(line) - len(line.lstrip())]
        whole = _COMMAND.sub(lambda found: found[0].replace(" ", "\0") if len(found[0]) < width - 4 else found[0], line)
        lines += textwrap.wrap(
            whole.lstrip(), width - 1, initial_indent=lead, subsequent_indent=lead + "  ",
            break_long_words=False, break_on_hyphens=False,
        ) or [""]  # fmt: skip
    return "\n".join(lines).replace("\0", " ")


def _blank(match: re.Match[str]) -> str:
    if "\ud800" <= match[0] <= "\udfff":  # half a character: of a name that is not UTF-8, told apart by it
        return f"\\u{ord(match[0]):x}"
    return " " if match[0] in _BLANKS else ""
