"""A text that has to go, found in every form in which files and commits hold it."""

import re
import unicodedata

SPACE = "(?:\\\\?\\s|\N{NO-BREAK SPACE})+(?:#\\s+)?"  # also a line's end, in a comment or between quotes
SHORTEST = 4
QUOTED = {"'": "'(?:'|\"'\"')?", '"': '\\\\?"', "\\": "\\\\\\\\?"}  # as YAML and a shell double them


class Piece:
    """A text as people write it: line ends and blanks between its words make no difference, capitals do.

    pattern, bytes_pattern: it in a text, and in what git keeps
    """

    def __init__(self, text: str) -> None:
        self.text = " ".join(unicodedata.normalize("NFC", text).split())
        self.source = SPACE.join("".join(map(_sign, word)) for word in self.text.split(" "))
        self.pattern = re.compile(self.source)
        self.bytes_pattern = re.compile(self.source.encode())

    @property
    def is_long(self) -> bool:
        """Whether it is long enough not to be a part of many other words."""
        return len(self.text) >= SHORTEST

    def is_in(self, content: bytes | str) -> bool:
        """Whether it stands in a content."""
        if isinstance(content, str):
            return self.pattern.search(content) is not None
        return self.bytes_pattern.search(content) is not None


def _sign(sign: str) -> str:
    if sign in QUOTED:
        return QUOTED[sign]
    if sign.isascii():
        return re.escape(sign)
    number = ord(sign)
    forms = [sign, unicodedata.normalize("NFD", sign)]
    forms = [re.escape(form) for form in dict.fromkeys(forms)]
    forms.append(rf"\\[uU]0*(?i:{number:04x})" if number <= 0xFFFF else rf"\\U0*(?i:{number:x})")
    if number <= 0xFF:
        forms.append(rf"\\x(?i:{number:02x})")
    return f"(?:{'|'.join(forms)})"
