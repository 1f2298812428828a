"""Links as planners write them: `12;14`, `12FS+2w`, `7SS+50%`, `9EB+2 wkn`, `10FS-1w`, `12+2d`, by number or name."""

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from ppl.planners.amounts import NUMBER, UNIT, UNITS, Unit

Type = Literal["FS", "SS", "FF", "SF"]
TYPES: dict[str, Type] = {
    "FS": "FS", "SS": "SS", "FF": "FF", "SF": "SF",
    "EB": "FS", "BB": "SS", "EE": "FF", "BE": "SF", "ES": "FS", "EA": "FS", "AA": "SS", "AE": "SF",
}  # fmt: skip
_TYPE = "|".join(TYPES)
_WORD_TYPES = (
    (r"(?:finish|einde?|end)\s*[-–/ ]\s*(?:start|begin)", "FS"),
    (r"(?:start|begin)\s*[-–/ ]\s*(?:start|begin)", "SS"),
    (r"(?:finish|einde?|end)\s*[-–/ ]\s*(?:finish|einde?|end)", "FF"),
    (r"(?:start|begin)\s*[-–/ ]\s*(?:finish|einde?|end)", "SF"),
)
_LAG = rf"[+\-–]\s*(?:{NUMBER}\s*(?:(?:{UNIT})\b\.?|%)|\d+(?:\.\d+)?(?![\d%a-z]))"
_LAGS = re.compile(rf"((?:\s*{_LAG})+)\s*$", re.I)
_ONE_LAG = re.compile(rf"([+\-–])\s*({NUMBER})\s*(%|{UNIT})?", re.I)
_TYPED = re.compile(rf"\s*\(?({_TYPE})\)?\s*$", re.I)
_AFTER = re.compile(r"^(?:na|after|ná)\s+", re.I)
_DECIMAL = re.compile(rf"(?<=\d),(?=\d+\s*(?:(?:{UNIT})\b|%))", re.I)
LONGEST, LONGEST_PIECE = 10_000, 300  # characters of a cell, of a link in it
MOST_LAGS = 4
Known = Callable[[str], str | None]


class Lag(NamedTuple):
    """A part of a lag. unit: `%` for a share of the predecessor's duration, empty where nobody said."""

    value: float
    unit: Unit | Literal["%"]


class Wait(NamedTuple):
    """A link as it was typed. on: what it waits on, an id of the plan; typed: the piece of the cell."""

    on: str
    type: Type = "FS"
    lags: tuple[Lag, ...] = ()
    typed: str = ""


class Unread(NamedTuple):
    """A piece of the cell that could not be understood. on: what it seems to refer to."""

    typed: str
    on: str


def waits(text: str, known: Known) -> Iterator[Wait | Unread]:
    """The links in a cell, in order. known: from a number, code or name to the id that it means, or None."""
    said = "\n".join(" ".join(line.split()) for line in text.replace("\u00a0", " ").splitlines()).strip()
    if not said or said in ("-", "–", "n.v.t.", "nvt", "geen", "none"):
        return
    if (whole := known(said)) is not None:
        yield Wait(whole, typed=said)
        return
    if len(said) > LONGEST:
        yield Unread(said[:40] + "...", said[:40])
        return
    for piece in _pieces(said, known):
        wait = _wait(piece, known)
        yield wait if wait is not None else Unread(piece, _reference(piece))


def link_text(wait: Wait, known: Known) -> str:
    """The link in the usual notation, quoted where its id would be read as something else."""
    lags = "".join(f"{'-' if lag.value < 0 else '+'}{_figure(abs(lag.value))}{_SHORT[lag.unit]}" for lag in wait.lags)
    type_ = "" if wait.type == "FS" else wait.type
    plain = f"{wait.on}{type_ or ('FS' if lags else '')}{lags}"
    read_back = (link._replace(typed="") for link in waits(plain, known))
    if re.fullmatch(r"\w(?:[\w.]*\w)?", wait.on) and list(read_back) == [wait._replace(typed="")]:
        return plain
    return f'"{wait.on.replace(chr(34), chr(34) * 2)}"{type_ or ("FS" if lags else "")}{lags}'


_SHORT = {"%": "%", "week": "w", "day": "d", "month": "mnd", "hour": "u", "calendar-day": "kd", "calendar-week": "kw",
          "calendar-month": "emo", "year": "jr", "": ""}  # fmt: skip


def _figure(value: float) -> str:
    """A figure without an exponent, with a decimal comma."""
    text = f"{value:.12f}".rstrip("0").rstrip(".") if "e" in repr(value) else repr(value)
    return text.removesuffix(".0").replace(".", ",")


def _pieces(text: str, known: Known) -> Iterator[str]:
    """The pieces of a cell: at semicolons and line ends; else at commas that stand in no figure and in no name."""
    pieces = _split(text, ";\n|")
    if len(pieces) == 1 and _wait(text, known) is None:
        pieces = [piece.replace("\0", ",") for piece in _split(_DECIMAL.sub("\0", text), ",&")]
    yield from (piece.strip() for piece in pieces if piece.strip())


def _split(text: str, marks: str) -> list[str]:
    """The text cut at each of the marks that stands between no quotation marks."""
    pieces, quoted, begin = [], False, 0
    for place, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter in marks and not quoted:
            pieces.append(text[begin:place])
            begin = place + 1
    return [*pieces, text[begin:]]


def _wait(piece: str, known: Known) -> Wait | None:
    """One link; None where it refers to nothing that is known."""
    if len(piece) > LONGEST_PIECE:
        return None
    for said in (piece, _AFTER.sub("", piece)):
        if (whole := _resolved(said, known)) is not None:
            return Wait(whole, typed=piece)
        lags: tuple[Lag, ...] = ()
        rest = said
        for _ in range(MOST_LAGS + 1):
            typed = _typed(rest, known)
            if typed is not None:
                return Wait(typed[0], typed[1], lags, piece)
            match = _LAGS.search(rest)
            if match is None or not match.start():
                break
            last = list(_ONE_LAG.finditer(match[1]))[-1]
            lags = (_lag(last), *lags)
            rest = rest[: match.start(1) + last.start()].rstrip()
    return None


def _typed(said: str, known: Known) -> tuple[str, Type] | None:
    """The reference and the type of a link without its lag."""
    if (whole := _resolved(said, known)) is not None:
        return whole, "FS"
    if (match := _TYPED.search(said)) is not None and match.start():
        resolved = _resolved(said[: match.start()], known)
        if resolved is not None:
            return resolved, TYPES[match[1].upper()]
    for pattern, type_ in _WORD_TYPES:
        if (match := re.search(rf"\s*\(?{pattern}\)?\s*$", said, re.I)) is not None and match.start():
            resolved = _resolved(said[: match.start()], known)
            if resolved is not None:
                return resolved, TYPES[type_]
    return None


def _resolved(said: str, known: Known) -> str | None:
    """The id that a reference means; quoted it means exactly that id."""
    said = said.strip().strip(":").strip()
    if len(said) > 1 and said.startswith('"') and said.endswith('"'):
        said = said[1:-1].replace('""', '"')
    return known(said) if said else None


def _lag(match: re.Match[str]) -> Lag:
    value = float(match[2].replace(",", ".")) * (1 if match[1] == "+" else -1)
    word = (match[3] or "").lower()
    return Lag(value, "%" if word == "%" else UNITS[word] if word else "")


def _reference(piece: str) -> str:
    """What a piece seems to refer to, for the message."""
    bare = _LAGS.sub("", piece).strip()
    return (_TYPED.sub("", bare) or bare).strip() or piece
