"""The templates of the knowledge base at a desk: which are used, and, once, which are not."""

from collections.abc import Sequence
from functools import lru_cache

from ppl.cli.desk import Desk
from ppl.operations import template
from ppl.render.overrides import FOLDER, SHIPPED_ONLY, Override, OwnTemplates


@lru_cache(maxsize=1)
def own_templates(desk: Desk) -> OwnTemplates:
    """Those of the knowledge base that are trusted on this machine; of each other one stderr tells once."""
    said: set[str] = set()

    def pass_over(passed: Sequence[Override]) -> None:
        new = [one for one in passed if one.name not in said]
        said.update(one.name for one in new)
        for text in template.passed_over(new):
            desk.remark(text)

    root = desk.root_or_none
    if root is None or not (root / FOLDER).is_dir():
        return SHIPPED_ONLY
    return template.own_templates(desk.folder, pass_over)
