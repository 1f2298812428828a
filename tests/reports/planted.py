"""Every report of records of every kind with a text of others in every field, ready for any format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from ppl.cli import show
from ppl.cli.desk import Desk
from ppl.errors import UsageError
from ppl.operations.template_samples import made_up
from ppl.render.document import Document
from ppl.reports.catalog import REPORT
from tests.conftest import KB
from tests.make import TODAY


def documents(texts: Sequence[str], lang: str) -> Iterator[tuple[str, Document]]:
    """Every report with these texts, by name, ready for any of its formats."""
    desk = Desk({"PPL_ROOT": str(KB)})
    for name, request, more in made_up(texts, lang):
        module = REPORT[name].module
        with suppress(UsageError):  # a session that was no talk has no recap
            build = module.build(request, TODAY)
            said = [desk.words(text) for text in module.remarks(request, build)] if hasattr(module, "remarks") else []
            assert all(isinstance(one, str) for one in said)
            yield name, show.document_of(desk, name, request, build, lang, more)
