"""What else is wrong in records with a field that could not be read, so that everything is said in the first round."""

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ppl.errors import Field, Finding, Problem
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.model.record import Record
from ppl.operations.field_values import Spoken
from ppl.rules.checks import CHECKS, findings
from ppl.store import codec
from ppl.store.folder import Folder
from ppl.store.tree import DATA
from ppl.yaml import text as yaml_text


class _Flawed(NamedTuple):
    """A record of which some fields could not be read.

    readable: what could be; whole: as a record that rules can take, None where a required field or an item lacks
    flawed: the fields that could not
    """

    readable: Record
    whole: Record | None
    flawed: tuple[Field, ...]


def further_findings(
    folder: Folder, knowledge: Knowledge, problems: Iterable[Problem], today: datetime.date, names: tuple[str, ...]
) -> Iterator[tuple[str, Finding]]:
    """What the checks find in the records that `problems` are about, each with the name of its check."""
    records = [*_flawed(folder, today, dict.fromkeys(problem.path for problem in problems if problem.is_error))]
    if not records:
        return
    flawed = {record.readable.ref: record.flawed for record in records}
    is_whole = {record.readable.ref for record in records if record.whole is not None}
    others = knowledge.others
    readable = Knowledge([*knowledge, *(record.readable for record in records)], knowledge.refs, others)
    readable.codes = knowledge.codes  # of lists that were read whole
    mended = (record.whole for record in records if record.whole is not None)
    whole = Knowledge([*knowledge, *mended], knowledge.refs, others)
    for check in CHECKS:
        if names and check.name not in names:
            continue
        seen = whole if check.needs_whole else readable
        for _, finding in findings(seen, today, (check.name,)):
            is_about = finding.ref in (is_whole if check.needs_whole else flawed)
            if is_about and not any(overlap(finding.field, field) for field in flawed[finding.ref]):
                yield check.name, finding


def _flawed(folder: Folder, today: datetime.date, paths: Iterable[str]) -> Iterator[_Flawed]:
    for path, data in folder.tree.read(path.removeprefix(DATA) for path in paths):
        kind = kind_of_path(path)
        if kind is None:
            continue
        try:
            text, _ = Spoken(None, today).text(yaml_text.decode(data), kind.record)  # codes are the checks' own
            raw = yaml_text.read(text)
        except yaml_text.YamlError:
            continue  # nothing of it could be read
        ref = ref_of_path(path)
        record, flaws = codec.record(kind.record, raw, ref)
        flawed = tuple(flaw.field for flaw in flaws if flaw.level == "error")
        has_gap = any(isinstance(step, int) for field in flawed for step in field)  # later items have other places
        yield _Flawed(codec.readable_part(kind.record, raw, ref), None if has_gap else record, flawed)


def overlap(one: Field, other: Field) -> bool:
    """Whether one field is the other, or lies in it."""
    return one[: len(other)] == other or other[: len(one)] == one
