"""`ppl show REF`: one record, or a part of one."""

import json
from typing import Any

import typer

from ppl.cli.options import N_, AsOf, RecordFormat, RefArgument, desk_of
from ppl.errors import DataError, Text
from ppl.model.fields import plain
from ppl.model.kinds import kind_of_path, path_of_ref
from ppl.store import codec
from ppl.store.edits import part_of
from ppl.yaml import text as yaml_text

HELP = N_("""Show one record as it stands in its file; behind # a part of it.

\b
Example:
  ppl show langeveld
  ppl show programme/bodies#landelijke-versnellingstafel
  ppl show langeveld/bottlenecks/netaansluiting --as-of 2026-03-01
""")


def command(ctx: typer.Context, ref: RefArgument, format: RecordFormat = "screen", as_of: AsOf = None) -> None:
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
    shown: Any = raw
    if part:
        steps = part_of(raw, part, whole)
        shown = _followed(codec.marked_plain(kind.record, raw), steps)
    if format == "json":
        value = plain(record) if record is not None else raw
        value = _followed(value, part_of(value, part, whole)) if part else value
        content = {"schema": "ppl/record/1", "ref": full, "kind": kind.name, "record": value}
        desk.show(json.dumps(content, ensure_ascii=False, indent=2))
    elif format == "md":
        desk.show(f"# {full}\n\n" + "\n".join(_bullets(shown, 0)))
    elif part:
        desk.show(yaml_text.to_text(shown))
    else:
        desk.show(f"# data/{path}\n{text}")
    if any(flaw.level == "error" for flaw in flaws):
        desk.remark(Text("this record has problems; ppl check tells which"))


def _followed(value: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        value = value[step]
    return value


def _bullets(value: Any, depth: int) -> list[str]:
    indent = "  " * depth
    rows: list[str] = []
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, item in pairs:
        head = f"{indent}- **{key}**:" if key is not None else f"{indent}-"
        if isinstance(item, dict) and key is None:
            inner = _bullets(item, depth)
            rows += inner
        elif isinstance(item, (dict, list)):
            rows += [head, *_bullets(item, depth + 1)]
        elif item is not None:
            text = str(item).strip().replace("\n", f"\n{indent}  ")
            rows.append(f"{head} {text}")
    return rows
