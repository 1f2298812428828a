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
MORE_FONTS = ("noto_cjk_sans_jp_regular",)  # packages that hold a font each
_MISSING = re.compile(r'the text `"(?P<sign>.+?)"` could not be displayed', re.DOTALL)
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
            return _compiled(template, text, format="pdf", pdf_standards=["ua-1"], timestamp=moment)
        except RuntimeError as error:
            sign = _missing(str(error))
            if sign is None or attempt > MOST_MISSING:
                raise
            text = _named(text, sign) if attempt < MOST_MISSING else _all_named(text)
    raise AssertionError


def look_for() -> None:
    """Raise ModuleNotFoundError where there is no typst."""
    importlib.import_module("typst")


def line_of(error: RuntimeError) -> int:
    """The line of the template that typst complains of; 0 where it names none."""
    found = _LINE.search(getattr(error, "diagnostic", ""))
    return int(found[1]) if found else 0


def png(svg: str, ppi: float) -> bytes:
    """A picture as PNG, in our own fonts."""
    template = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
        '#set text(font: ("Noto Sans", "Noto Emoji", "Noto Sans CJK JP"))\n'
        '#image(bytes(sys.inputs.data), format: "svg")\n'
    )
    return _compiled(template, svg, format="png", ppi=ppi)


def _compiled(template: str, data: str, **how: Any) -> bytes:
    """What typst makes of a template, which can read no file, finds no package and sees `sys.inputs.data`."""
    import typst

    with tempfile.TemporaryDirectory() as nothing:
        made = typst.compile(
            template.encode(),
            root=nothing,
            package_path=nothing,
            package_cache_path=nothing,
            font_paths=_fonts(),
            sys_inputs={"data": data},
            **how,
        )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> Fonts:
    """The fonts that travel with ppl, those in packages of the extra, and those in typst itself."""
    import typst

    folders = [shipped("fonts")]
    for name in MORE_FONTS:
        if (found := importlib.util.find_spec(name)) is not None and found.origin:
            folders.append(Path(found.origin).parent)
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _missing(said: str) -> str | None:
    """The sign of which typst says that no font has it."""
    found = _MISSING.search(said)
    if found is None:
        return None
    sign = found["sign"]
    if point := _POINT.fullmatch(sign):
        return chr(int(point[1], 16))
    return sign.encode().decode("unicode_escape") if sign.startswith("\\") else sign


def _named(data: str, signs: str) -> str:
    """The data with these signs named in words."""
    for sign in signs:
        data = data.replace(sign, in_words(sign))
    return data


def _all_named(data: str) -> str:
    """The data with every sign named that is not of our own alphabet or its punctuation."""
    return "".join(sign if ord(sign) < 0x2500 else in_words(sign) for sign in data)


def in_words(sign: str) -> str:
    """A sign that cannot be shown, by its name in Unicode."""
    name = unicodedata.name(sign, "").lower()
    return f"[{name or f'U+{ord(sign):04X}'}]"
