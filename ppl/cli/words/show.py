"""`ppl show REF`: one record, or a part of one."""

from typing import Any

import typer

from ppl.cli.options import N_, AsOf, Format, Out, RefArgument, desk_of
from ppl.cli.show import show
from ppl.errors import DataError, Text
from ppl.model.fields import plain
from ppl.model.kinds import kind_of_path, path_of_ref
from ppl.reports.show import Request
from ppl.store import codec
from ppl.store.edits import part_of
from ppl.yaml import text as yaml_text

SHOWS = ("show",)
HELP = N_("""Show one record as it stands in its file; behind # a part of it.

\b
Example:
  ppl show langeveld
  ppl show programme/bodies#landelijke-versnellingstafel
  ppl show langeveld/bottlenecks/netaansluiting --as-of 2026-03-01
""")


def command(
    ctx: typer.Context, ref: RefArgument, format: Format = "screen", out: Out = None, as_of: AsOf = None
) -> None:
    desk = desk_of(ctx)
    moment = desk.moment(as_of)
    folder = moment.folder
    full = desk.ref(ref, folder)
    whole, _, part = full.partition("#")
    path = path_of_ref(whole)
    kind = kind_of_path(path or "")
    assert path is not None and kind is not None
    text = folder.text(whole) or ""
    try:
        raw = yaml_text.read(text)
    except yaml_text.YamlError as error:
        desk.show(text)
        raise DataError(
            Text("{file}:{line}: {what}", file=f"data/{path}", line=error.line, what=error.what), error.remedy
        ) from None
    record, flaws = codec.record(kind.record, raw, whole)
    value = plain(record) if record is not None else raw
    if part:
        raw = _followed(codec.marked_plain(kind.record, raw), part_of(raw, part, whole))
        value = _followed(value, part_of(value, part, whole))
        source = raw if isinstance(raw, str) else yaml_text.to_text(raw)
    else:
        source = f"# data/{path}\n{text}"
    show(desk, "show", Request(full, kind.name, source, raw, value), moment, format, desk.language, out=out)
    if any(flaw.level == "error" for flaw in flaws):
        desk.remark(Text("this record has problems; ppl check tells which"))


def _followed(value: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        value = value[step]
    return value
