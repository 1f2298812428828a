"""Where the files lie that travel with ppl: templates, starter data, catalogues."""

import gettext
from functools import cache
from pathlib import Path
from typing import Literal

import ppl
from ppl.errors import StoreError, Text


def shipped(what: Literal["templates", "data", "locale", "fonts"]) -> Path:
    """The folder with the templates, the starter data, the catalogues or the fonts.

    In a wheel they lie in the package, in `_shipped`; in a clone or an editable install beside it. The
    catalogues and fonts lie in the package in both. Raises StoreError where the installation is not whole.
    """
    package = Path(ppl.__file__).parent
    places = (package / "_shipped" / what, package / what, package.parent / what)
    for place in places:
        if place.is_dir():
            return place
    raise StoreError(
        Text("this installation of ppl is not whole: it has no {what}", what=what),
        Text("install it again: pip install --force-reinstall . in the folder of this program"),
    )


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The sentences of ppl in a language; the source itself where there is no catalogue."""
    return gettext.translation("ppl", shipped("locale"), [language], fallback=True)
