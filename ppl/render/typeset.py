"""Setting pages with typst: our own fonts only, so that a document looks the same anywhere. Of the extra `pdf`."""

from __future__ import annotations

import datetime
import importlib
import importlib.util
import json
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ppl.resources import shipped

if TYPE_CHECKING:
    from typst import Fonts

MOST_MISSING = 60  # signs that are looked for one by one before all signs of their kind are named
JOINING = ("Mn", "Me", "Cf", "Sk")  # categories of signs that are drawn with the one before
MORE_FONTS = ("noto_cjk_sans_jp_regular",)  # packages that hold a font each
_MISSING = re.compile(r'the text `"(?P<sign>.+?)"` could not be displayed', re.DOTALL)
_BARRED = re.compile(r'disallowed codepoint `"(?P<sign>.+?)"`', re.DOTALL)
_OF_SIGNS = re.compile(r"missing codepoints|could not be displayed")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_LINE = re.compile(r"__typst_py_bytes__\.typ:(\d+):")
_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")


def pdf(template: str, data: Mapping[str, Any], on: datetime.date | None) -> bytes:
    """A PDF/UA-1 of a typst template and plain data; the same input gives the same bytes.

    on: the day that it bears. A sign that no font has is named in words: `[grinning face]`. Raises
    ModuleNotFoundError without typst, and RuntimeError (TypstError) where the template is wrong.
    """
    day = on or datetime.date(2000, 1, 1)
    moment = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    text = json.dumps(data, ensure_ascii=False)
    for attempt in range(MOST_MISSING + 2):
        try:
            made: bytes = _compiled(template, text, format="pdf", pdf_standards=["ua-1"], timestamp=moment)
            return made
        except RuntimeError as error:
            mended = _mended(text, str(error), attempt < MOST_MISSING)
            if mended == text or attempt > MOST_MISSING:
                raise
            text = mended
    raise AssertionError


def look_for() -> None:
    """Raise ModuleNotFoundError where there is no typst."""
    importlib.import_module("typst")


def line_of(error: RuntimeError) -> int:
    """The line of the template that typst complains of; 0 where it names none."""
    found = _LINE.search(getattr(error, "diagnostic", ""))
    return int(found[1]) if found else 0


def pngs(svgs: Mapping[str, str], ppi: float) -> dict[str, bytes]:
    """Pictures by name as PNG, in our own fonts: together, since each for itself would read the fonts anew."""
    if not svgs:
        return {}
    template = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
        '#set text(font: ("Noto Sans", "Noto Emoji", "Noto Sans CJK JP"))\n'
        '#for one in json(bytes(sys.inputs.data)) { page(image(bytes(one), format: "svg")) }\n'
    )
    made = _compiled(template, json.dumps([*svgs.values()]), format="png", ppi=ppi)
    return dict(zip(svgs, made if isinstance(made, list) else [made], strict=True))


def _compiled(template: str, data: str, **how: Any) -> Any:
    """What typst makes of a template, which can read no file, finds no package and sees `sys.inputs.data`."""
    import typst

    with tempfile.TemporaryDirectory() as nothing:
        return typst.compile(
            template.encode(),
            root=nothing,
            package_path=nothing,
            package_cache_path=nothing,
            font_paths=_fonts(),
            sys_inputs={"data": data},
            **how,
        )


@cache
def _fonts() -> Fonts:
    """The fonts that travel with ppl, those in packages of the extra, and those in typst itself."""
    import typst

    folders = [shipped("fonts")]
    for name in MORE_FONTS:
        if (found := importlib.util.find_spec(name)) is not None and found.origin:
            folders.append(Path(found.origin).parent)
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _mended(data: str, said: str, is_one_by_one: bool) -> str:
    """The data without the sign of which typst complains; the same where it complains of something else."""
    if barred := _BARRED.search(said):
        return data.replace(_sign(barred["sign"]), "")
    if is_one_by_one and (sign := _missing(said)) and (named := _named(data, sign)) != data:
        return named
    if not _OF_SIGNS.search(said):
        return data
    whole = json.loads(data)  # signs that are drawn as one are not told apart in a picture
    whole["pictures"] = {name: _apart(svg) for name, svg in whole.get("pictures", {}).items()}
    apart = json.dumps(whole, ensure_ascii=False)
    return apart if apart != data else _all_named(data)


def _apart(text: str) -> str:
    """A text without what joins signs into one: the letters of a flag, and no accents that no letter has."""
    text = _FLAG.sub(lambda match: chr(ord(match[0]) - 0x1F1E6 + ord("A")), unicodedata.normalize("NFC", text))
    return "".join(sign for sign in text if sign < "\x7f" or unicodedata.category(sign) not in JOINING)


def _missing(said: str) -> str | None:
    """The sign of which typst says that no font has it."""
    found = _MISSING.search(said)
    if found is None:
        return None
    return _sign(found["sign"])


def _sign(sign: str) -> str:
    """A sign, or those that are drawn as one, as typst writes it."""
    return _POINT.sub(lambda match: chr(int(match[1], 16)), sign)


def _named(data: str, signs: str) -> str:
    """The data with these signs named in words; what only joins them has no name, and our own letters stay."""
    for sign in signs:
        if sign > "\x7f":
            data = data.replace(sign, "" if unicodedata.category(sign) in JOINING else in_words(sign))
    return data


def _all_named(data: str) -> str:
    """The data with every sign named that is not of our own alphabet or its punctuation."""
    return "".join(sign if sign < "\u0300" or "\u2010" <= sign < "\u2500" else in_words(sign) for sign in data)


def in_words(sign: str) -> str:
    """A sign that cannot be shown, by its name in Unicode."""
    name = unicodedata.name(sign, "").lower()
    return f"[{name or f'U+{ord(sign):04X}'}]"
