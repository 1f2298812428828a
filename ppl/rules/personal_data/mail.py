"""E-mail addresses in a text, written out or disguised."""

import re
from collections.abc import Iterator

_AT = r"(?: ?@ ?| ?[\[({<|*] ?(?:at?|@|apenstaart(?:je)?) ?[\])}>|*] ?| (?:at|apenstaart(?:je)?) |_at_|-at-)"
_DOT = r"(?: ?\. ?| ?[\[({<] ?(?:dot|punt|\.) ?[\])}>] ?| (?:dot|punt) )"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_ADDRESS = re.compile(
    rf"(?<![^\W_])[\w.+'\"&%=~-]*[\w'\"]({_AT})({_LABEL}(?:{_DOT}{_LABEL})*?{_DOT}([^\W\d_]{{2,24}}))(?![^\W_])",
    re.IGNORECASE,
)
_FILES = frozenset(("png", "jpg", "jpeg", "gif", "svg", "webp", "pdf"))


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where an e-mail address stands in a plain text."""
    for match in _ADDRESS.finditer(text):
        is_sentence = match[1].strip().isalpha() and re.search(r" \.|\. ", match[2])  # `look at this. now`
        if match[3].lower() not in _FILES and not is_sentence:
            yield match.span()
