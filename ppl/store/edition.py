"""Which edition of the files a knowledge base has, and whether this ppl may write in it."""

import re
from typing import Any, NamedTuple

from ppl import __version__
from ppl.errors import StoreError, Text
from ppl.model.figures import whole
from ppl.model.programme import FORMAT
from ppl.store.tree import Tree
from ppl.yaml import text as yaml_text

PLACE = "programme/programme.yaml"
_SAYS_SO = re.compile(rb"\b(format|needs_ppl)\b")


class Edition(NamedTuple):
    """format: the edition (0: of before there were any); needs_ppl: the ppl that is needed to write in it."""

    format: int = 0
    needs_ppl: str = ""

    @property
    def is_newer(self) -> bool:
        """Whether it is of a later ppl than this one."""
        return self.format > FORMAT or _numbers(self.needs_ppl) > _numbers(__version__)


def edition(tree: Tree) -> Edition:
    """The edition of a knowledge base. What cannot be read counts as of this ppl: `check` says what is wrong there."""
    found = next(iter(tree.read([PLACE])), None)
    if found is None or not _SAYS_SO.search(found[1]):
        return Edition()
    try:
        fields: dict[str, Any] = yaml_text.read(yaml_text.decode(found[1]))
    except yaml_text.YamlError:
        return Edition()
    number, needed = str(fields.get("format") or ""), str(fields.get("needs_ppl") or "")
    return Edition(whole(number) or 0, needed)


def refuse_newer(tree: Tree) -> None:
    """Raises StoreError where a later ppl is needed to write in a knowledge base: this one would lose what it means."""
    found = edition(tree)
    if not found.is_newer:
        return
    newer = Text("install ppl {version} or newer", version=found.needs_ppl)
    if found.format <= FORMAT:
        what = Text(
            "this knowledge base needs ppl {needed}; this ppl ({version}) only reads it",
            needed=found.needs_ppl,
            version=__version__,
        )
        raise StoreError(what, newer)
    what = Text(
        "this knowledge base has format {format}; this ppl ({version}) only reads it",
        format=found.format,
        version=__version__,
    )
    raise StoreError(what, newer if found.needs_ppl else Text("install a newer ppl"))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version)[:3])
