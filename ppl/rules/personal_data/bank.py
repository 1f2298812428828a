"""Bank accounts in a text: an IBAN by its own test (ISO 13616, mod 97), an old Dutch number where a word names it."""

import re
from collections.abc import Iterator

from ppl.rules.personal_data.spelling import digits_of

# the length of an IBAN in each country (the registry of SWIFT, release 98)
_COUNTRIES = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 "
    "FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 "
    "LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 "
    "SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 "
)
_LENGTHS = {word[:2]: int(word[2:]) for word in _COUNTRIES.split()}
_START = re.compile(
    r"(?<![^\W_])([a-z]{2}) ?[-.]?(\d\d)(?=(?:[ .-]{0,2}[a-z0-9]){11})|(?<=iban)(nl)(\d\d)", re.IGNORECASE
)
_NAMED = re.compile(
    r"(?<![^\W_])(?:bank|giro|spaar)?(?:rekening|rek|bank)(?:\.? ?(?:nr|nummer|no))?\b"
    r"[\s.:#=-]*(?:is|van|bank|giro)?[\s:]*"
    r"(\d(?:[ .-]?\d){6,9})(?![\w-]|[.,]\d)"
    r"|(?<![^\W_])giro(?:nr|nummer)?[\s.:]*(\d(?:[ .-]?\d){4,7})(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)


def accounts(text: str) -> Iterator[tuple[int, int]]:
    """Where a bank account stands in a plain text."""
    for match in _START.finditer(text):
        end = _end_of_iban(text, match.start())
        if end:
            yield match.start(), end
    for match in _NAMED.finditer(text):
        if match[2] or _is_old_account(digits_of(match[1])):
            yield match.start(match.lastindex or 0), match.end()


def _end_of_iban(text: str, start: int) -> int:
    """Where the IBAN that begins here ends; 0 where there is none."""
    length = _LENGTHS.get(text[start : start + 2].upper())
    if length is None:
        return 0
    signs, place = "", start
    while place < len(text) and len(signs) < length:
        sign = text[place]
        if sign.isascii() and sign.isalnum():
            signs += sign.upper()
        elif sign not in " .-" or text[place - 1] in ".-":
            return 0
        place += 1
    follows = text[place : place + 1]
    is_whole = len(signs) == length and not follows.isalnum()
    return place if is_whole and is_iban(signs) else 0


def is_iban(signs: str) -> bool:
    """Whether an IBAN without spaces passes the test of ISO 13616: its number leaves 1 when divided by 97."""
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def _is_old_account(digits: str) -> bool:
    """Whether a Dutch account from before IBAN passes its eleven test; a giro of seven digits has none."""
    return len(digits) == 7 or sum(int(d) * w for d, w in zip(reversed(digits), range(1, 11), strict=False)) % 11 == 0
