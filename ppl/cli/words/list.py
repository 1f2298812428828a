"""`ppl list KIND`: records of a kind, filtered and sorted."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ppl.cli.desk import Desk
from ppl.cli.kind_argument import kind_named
from ppl.cli.options import N_, AsOf, KindArgument, ListFormat, ProjectOption, desk_of
from ppl.errors import Text, UsageError
from ppl.model.fields import fields, plain
from ppl.model.kinds import Kind
from ppl.model.record import Record

HELP = N_("""List records of a kind, with the fields that tell them apart.

--where compares a field (a dotted path) with a value; of a list one item must fit; without a value it asks
for records without that field. --sort takes a field; with a minus before it the last comes first.

\b
Example:
  ppl list bottleneck --where status=open --sort -opened_on
  ppl list lesson --where categories=netcongestie --format csv
""")

Rows = list[tuple[Record, dict[str, Any]]]


def command(
    ctx: typer.Context,
    kind: KindArgument,
    project: ProjectOption = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="FIELD=VALUE", help=N_("Only records where this holds; may be repeated.")),
    ] = None,
    sort: Annotated[str | None, typer.Option("--sort", metavar="FIELD", help=N_("Order by this field."))] = None,
    format: ListFormat = "screen",
    as_of: AsOf = None,
) -> None:
    desk = desk_of(ctx)
    of = kind_named(kind)
    place = desk.ref(project, kind="project") if project else None
    knowledge = desk.read(as_of, {of.name}, {place} if place else None)
    rows: Rows = [(record, plain(record)) for record in knowledge.of(of.record)]
    for condition in where or ():
        rows = _filtered(rows, condition, of)
    if sort:
        rows = _sorted(rows, sort, of)
    _show(desk, of, rows, format)


def _checked_name(name: str, kind: Kind) -> str:
    """A field's dotted path that the kind has. Raises UsageError."""
    known = ["ref", *(f.name for f in fields(kind.record))]
    if name.partition(".")[0] not in known:
        from difflib import get_close_matches

        near = get_close_matches(name, known, n=1)
        raise UsageError(
            Text("a {kind} has no field `{name}`", kind=Text(kind.name), name=name),
            Text("did you mean `{near}`?", near=near[0])
            if near
            else Text("choose from {listed}", listed=", ".join(known)),
        )
    return name


def _filtered(rows: Rows, condition: str, kind: Kind) -> Rows:
    name, sign, wanted = condition.partition("=")
    if not sign:
        raise UsageError(
            Text("`{text}` does not say which field has what value", text=condition),
            Text("write --where FIELD=VALUE, for example --where status=open"),
        )
    is_not = name.endswith("!")
    name = _checked_name(name.rstrip("!"), kind)
    return [row for row in rows if (wanted in _found(row, name)) != is_not]


def _found(row: tuple[Record, dict[str, Any]], name: str) -> list[str]:
    """The values of a dotted path, as texts; of lists those of every item; `[""]` where there is none."""
    values: list[Any] = [{**row[1], "ref": row[0].ref}]
    for step in name.split("."):
        flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
        values = [value[step] for value in flat if isinstance(value, dict) and step in value]
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [_text(value) for value in flat] or [""]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        named = [value[k] for k in ("name", "title", "text", "id", "code", "role", "organisation") if k in value]
        return _text(named[0]) if named else ", ".join(f"{k}: {_text(v)}" for k, v in value.items())
    return str(value)


def _sorted(rows: Rows, sort: str, kind: Kind) -> Rows:
    name = _checked_name(sort.removeprefix("-"), kind)

    def key(row: tuple[Record, dict[str, Any]]) -> tuple[bool, float, str]:
        text = _found(row, name)[0]
        try:
            return (False, float(text), "")
        except ValueError:
            return (not text, 0.0, text.lower())

    return sorted(rows, key=key, reverse=sort.startswith("-"))


def _columns(kind: Kind, every: bool) -> list[str]:
    """The fields that tell records of a kind apart: those that are required and of one value; for CSV all."""
    single = ("text", "choice", "date", "whole", "number", "truth", "either")
    chosen = [f.name for f in fields(kind.record) if every or (f.is_required and f.shape.form in single)]
    return chosen if every else chosen[:5]


def _show(desk: Desk, kind: Kind, rows: Rows, format: str) -> None:
    if format == "json":
        import json

        items = [{"ref": record.ref, **shown} for record, shown in rows]
        desk.show(json.dumps({"schema": "ppl/list/1", "kind": kind.name, "items": items}, ensure_ascii=False, indent=2))
        return
    from ppl.render import table

    columns = _columns(kind, format == "csv")
    cells = [[record.ref, *(_text(shown.get(name, "")) for name in columns)] for record, shown in rows]
    headings = ["ref", *columns]
    if format == "csv":
        desk.show(table.csv(headings, cells))
    elif format == "md":
        desk.show(table.markdown(headings, cells))
    elif rows:
        desk.show(table.aligned(headings, cells, desk.width))
    if not rows:
        desk.remark(Text("no {kind} fits", kind=Text(kind.name)))
