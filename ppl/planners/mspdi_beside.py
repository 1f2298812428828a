"""What an MSPDI file holds beside tasks and links, and a plan does not: days off, baselines, costs, own fields."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from ppl.errors import Text
from ppl.planners.mspdi_xml import child, children, is_named, namespace_of, text_of
from ppl.planners.remarks import Remarks


def tell_beside(root: Element, tasks: Sequence[Element], id_field: str, remarks: Remarks) -> None:
    """Say what the file holds beside tasks and links."""
    holidays = sum(
        1 for calendar in children(root, "Calendars") for _ in calendar.iter(f"{namespace_of(calendar)}Exception")
    )
    if holidays:
        what = Text("{number} days off in the calendar are not taken over", number=holidays)
        remarks.say(what, Text("a plan counts in weeks; seasons and recess stand in programme/calendar"))
    baselines = sum(1 for task in tasks if child(task, "Baseline") is not None)
    if baselines:
        what = Text("the baseline of {number} tasks is not taken over", number=baselines)
        remarks.say(what, Text("ppl plan baseline PROJECT keeps the plan as it is now"))
    costs = sum(1 for task in tasks if text_of(task, "Cost").strip("0.") and text_of(task, "Summary") != "1")
    if costs:
        what = Text("the costs of {number} tasks are not taken over", number=costs)
        remarks.say(what, Text("money stands in the project's finance"))
    fields = {
        text_of(one, "FieldID"): text_of(one, "Alias") or text_of(one, "FieldName")
        for one in children(root, "ExtendedAttributes")
    }
    used = {text_of(one, "FieldID") for task in tasks for one in task if is_named(one, "ExtendedAttribute")}
    for field in sorted(used - {id_field}):
        what = Text("the field `{field}` is not taken over", field=fields.get(field) or field)
        remarks.say(what, Text("a plan has no field for it"))
