"""A planner's file of whatever kind: which it is follows from its content, not from its name."""

from ppl.errors import DataError, Text, UsageError, with_extra
from ppl.planners import csv_in
from ppl.planners.remarks import Remarks
from ppl.planners.sheet import chosen, planning
from ppl.planners.tasks import Planning


def read(name: str, data: bytes, sheet: str | None = None) -> Planning:
    """The tasks in a file. Raises DataError for what cannot be read, UsageError where a package or a sheet lacks."""
    if data.startswith(b"PK"):
        return _workbook(name, data, sheet)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        what = Text("{file} is an old or locked workbook (.xls), or an .mpp of MS Project", file=name)
        raise DataError(what, Text("save it as .xlsx or as CSV; from MS Project as XML"))
    if data[:400].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith((b"<", b"<\0")):
        from ppl.planners import mspdi_in

        return mspdi_in.read(name, data)
    if name.lower().endswith((".yaml", ".yml")):
        what = Text("{file} is YAML, as a knowledge base holds it, and no planner's file", file=name)
        raise DataError(what, Text("put a plan in its place, data/projects/PROJECT/plan.yaml, and look with ppl check"))
    if not data.strip():
        raise DataError(Text("{file} is empty", file=name), Text("name the file with the planning"))
    return planning(chosen([csv_in.read(name, data)]))


def _workbook(name: str, data: bytes, sheet: str | None) -> Planning:
    from ppl.planners import workbook_in

    try:
        tables = workbook_in.read(name, data, sheet)
    except ModuleNotFoundError:
        what = Text("reading .xlsx needs openpyxl, and that is not installed")
        raise UsageError(what, with_extra("office")) from None
    if not tables:
        raise DataError(Text("{file} is empty", file=name), Text("name the file with the planning"))
    table = chosen(tables)
    found = planning(table)
    others = [one.name for one in tables if one is not table]
    if others:
        remarks = Remarks(table.name)
        what = Text("this sheet is read; {others} is not", others=", ".join(others))
        remarks.say(what, Text("--sheet NAME reads another"))
        found = found._replace(problems=(*remarks.problems, *found.problems))
    return found
