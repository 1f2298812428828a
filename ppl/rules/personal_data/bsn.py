"""Citizen service numbers (BSN) in a text: nine digits that pass the eleven test, written as people write them."""

import re
from collections.abc import Iterator

from ppl.rules.personal_data.spelling import digits_of, is_amount, is_reference

_NUMBER = re.compile(r"(?<![\w-])(?<!\d[.,/ ])(?<![^\W\d]\.)\d(?: ?[.-]? ?\d){8}(?![^\W_]|[.,-]\d|/\d)")
_ALONE = re.compile(r"(?<![\w-])(?<!\d[.,/])\d{9}(?![^\W_]|[.,-]\d|/\d)")
_NAMED = re.compile(
    r"(?<![^\W_])(?:bsn|b\.s\.n|burgerservice|sofi|burger service|persoons)[ -]?(?:nr|nummer|no)?s?\b"
    r"[\s.:;#=/*\"'(\[<>-]*"
    r"(?:(?:is|was|van|luidt|=|aanvr\w*)[\s.:]+(?:\w+[.:]? ){0,3}?)?(\d(?:[ ./_-]{0,3}\d){7,8})(?![^\W_])",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<![^\W_])bsn[-_]?(\d{9})(?!\d)", re.IGNORECASE)
# the groups in which nine digits are no date, amount or pair of numbers
_GROUPS = ((9,), (4, 2, 3), (3, 3, 3), (2, 2, 2, 3), (3, 2, 2, 2), (1,) * 9)


def citizen_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where a BSN stands in a plain text."""
    for named in (*_NAMED.finditer(text), *_GLUED.finditer(text)):
        if is_bsn(digits_of(named[1])):
            yield named.span(1)
    for pattern in (_NUMBER, _ALONE):
        for match in pattern.finditer(text):
            start, end = match.span()
            if (
                is_bsn(digits_of(match.group()))
                and _is_grouped_so(match.group())
                and not is_reference(text, start)
                and not is_amount(text, start, end)
            ):
                yield start, end


def is_bsn(digits: str) -> bool:
    """Whether a number passes the eleven test of a BSN; of eight digits a nought before it was left out."""
    numbers = [int(digit) for digit in digits.zfill(9)]
    total = sum(number * weight for number, weight in zip(numbers, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0 and any(numbers)


def _is_grouped_so(text: str) -> bool:
    groups = re.split(r"[ .-]+", text)
    if len(set(re.findall(r"[ .-]+", text))) > 1 or tuple(map(len, groups)) not in _GROUPS:
        return False
    if len(groups) == 9 and " " not in text:
        return False  # a paragraph or a version
    is_list = len(groups) == 3 and (groups[2] == "000" or all(group.endswith("0") for group in groups))
    is_date = len(groups[0]) == 4 and groups[0][:2] in ("19", "20") and 0 < int(groups[1]) <= 12
    return not (is_list or is_date)
