"""Telephone numbers in a text: Dutch ones by their shape, those of other countries by phonenumbers."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ppl.rules.personal_data.spelling import digits_of, is_amount, is_reference

_SEP = r"[ .\-/_()\[\]]{0,4}"
_ABROAD = re.compile(rf"(?<![\w+])(?:\+ ?|\(\+ ?|00(?= ?[1-9(-])[ -]?)\(?[1-9](?:{_SEP}\d){{6,14}}(?![\d])")
_MOBILE = re.compile(rf"(?<!\d)\(?0\)? ?6[\W_]{{0,4}}\d(?:{_SEP}\d){{7}}(?!\d)")
_LAND = re.compile(r"(?<!\d)(?:\(0[1-9]\d{1,2}\)|0[1-9]\d{1,2})(?:[ .\-/_]{0,3}\d){6,7}(?!\d)")
_WITHOUT_PLUS = re.compile(rf"(?<![\w.,+-])31{_SEP}(?:\(?0\)?)?{_SEP}6{_SEP}[1-58](?:{_SEP}\d){{7}}(?!\d)")
_WORD = (
    r"(?:tele?foon(?:nummer|nr)?|telnr|tel|mobiel(?:nummer|nr)?|mob|gsm|doorkies(?:nummer|nr)?|fax|whats ?app"
    r"|phone|call|toestel|tst|bel(?:len|t)?|wa\.me|bereikbaar|thuisnummer|prive(?:nummer)?|privé|06-nummer|nummer|contactnummer|noodnummer|06)"
)
_NAMED = re.compile(
    rf"(?<![^\W_]){_WORD}(?![^\W\d_])(?<!06)[ .:;/#=)*\"'-]*"
    rf"(?:(?:is|nr|no|nummer|op|met|naar|mij|me|hem|haar|via|onder)\b[ .:]*){{0,3}}"
    rf"((?:\+|\()?\d(?:{_SEP}\d){{6,13}})(?![^\W_])",
    re.IGNORECASE,
)
_PHONE_WORD = re.compile(rf"(?<![^\W_])(?:{_WORD}|[tmpf]|nr)[ .:=/-]*$", re.IGNORECASE)
_DATE = re.compile(
    r"(?<![\d.-])(?:\d{1,2}([-./ ])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([-./])\d{1,2}\2\d{1,2})(?![\d-]|[./]\d)"
    r"(?:[T ,]{1,2}\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?"
)
_THOUSANDS = re.compile(r"\+? ?\d{1,3}(?:[. ]\d{3})+")
_PUBLIC = ("0800", "0900", "0906", "0909", "1400", "0910")


def telephone_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where a telephone number stands in a plain text."""
    text = _DATE.sub(lambda date: "#" * len(date.group()), text)
    for match in _ABROAD.finditer(text):
        end = _end_abroad(text, match)
        if end and not is_reference(text, match.start(), is_apart=True):
            yield match.start(), end
    for pattern in (_MOBILE, _LAND, _WITHOUT_PLUS):
        for match in pattern.finditer(text):
            if _is_number(text, *match.span()):
                yield match.span()
    for match in _NAMED.finditer(text):
        digits = digits_of(match[1])
        has_word = not digits.startswith(_PUBLIC) and not _THOUSANDS.fullmatch(match[1])
        if has_word and not is_amount(text, match.start(1), match.end(1)) and not is_reference(text, match.start(1)):
            yield match.span(1)


def _is_number(text: str, start: int, end: int) -> bool:
    """Whether ten digits (or eleven that begin with 31) are a Dutch telephone number."""
    found = text[start:end]
    digits = digits_of(found)
    is_apart = not found.isdigit()  # written as people write telephone numbers
    if digits.startswith(_PUBLIC) or not _stands_alone(text, start, end, is_apart):
        return False
    if digits.startswith("0") and len(digits) != 10:
        return False
    if is_reference(text, start, is_apart=is_apart) or is_amount(text, start, end):
        return False
    groups = re.findall(r"\d+", found)
    if len(groups) == 5 and all(int(later) == int(earlier) + 1 for earlier, later in pairwise(groups)):
        return False  # weeks or months, one after the other
    if digits.startswith(("06", "31")):
        return True
    first = groups[0]
    return (len(first) in (3, 4) or found.isdigit()) and _is_known(digits)


def _stands_alone(text: str, start: int, end: int, is_apart: bool) -> bool:
    """Whether a number is not a piece of a longer one, of a code or of an address of a page."""
    before, sign = text[:start], text[start - 1 : start]
    if re.match(r"[^\W_]|[-.]\d|/(?!0)\d{3,}(?!\d*[ -]\d)", text[end:]):
        return False
    if not sign or _PHONE_WORD.search(before[-20:]):
        return True
    if sign.isalnum():
        return False
    if sign in "-./_,:#":
        earlier = before[-2:-1]
        if earlier.isdigit() or sign == "#":
            return (sign in ",:" and is_apart and not re.search(r"\d,$", before)) or (
                sign == "," and text[start] == "0"
            )
        return not earlier.isalnum() or is_apart or sign in ",:"
    return True


def _is_known(digits: str) -> bool:
    """Whether ten digits are a number in the Netherlands, or in a country beside it."""
    import phonenumbers  # takes 30 ms, which only a suspect run of digits is worth

    numbers = (phonenumbers.parse(digits, country) for country in ("NL", "BE", "DE"))
    return any(phonenumbers.is_valid_number(number) for number in numbers)


def _end_abroad(text: str, match: re.Match[str]) -> int:
    """Where a number with a country code ends; 0 where it is none: what follows it may be another number."""
    import phonenumbers

    spelled = match.group()
    while len(digits_of(spelled)) >= 7:
        number = re.sub(r"^\(?(?:\+ ?|00[ -]?)\(?", "+", spelled)
        try:
            parsed = phonenumbers.parse(number)
        except phonenumbers.NumberParseException:
            return 0
        is_certain = phonenumbers.is_valid_number(parsed)
        is_likely = phonenumbers.is_possible_number(parsed) and spelled.lstrip("(").startswith("+")
        if is_certain or (is_likely and not _THOUSANDS.fullmatch(spelled)):
            end = match.start() + len(spelled)
            return 0 if is_amount(text, match.start(), end) or re.match(r"[^\W_]|[.,]\d", text[end:]) else end
        spelled = re.sub(r"[ /]+[^ /]*$", "", spelled) if re.search(r"[ /]", spelled) else ""
    return 0
