"""The questions of `ppl new escalation`: which bottlenecks, to which table, what is asked, who agreed, when it went."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ppl.cli.ask import parsers
from ppl.cli.ask.open_points import Words
from ppl.cli.ask.questions import Answers, Question, RefusalError
from ppl.cli.ask.shared import numbered
from ppl.errors import Text
from ppl.model.bottleneck import Bottleneck
from ppl.model.figures import whole
from ppl.model.knowledge import Knowledge
from ppl.model.lists import Body
from ppl.model.programme import Programme
from ppl.model.project import OVER, Project
from ppl.rules.ladder import rungs
from ppl.rules.standing import open_bottlenecks

Day = datetime.date
SPEAKERS = ("projectleider", "procesmanager", "leermanager")


class Ladder(NamedTuple):
    """What the questions start from. project: the one that was named; bottlenecks: the open ones of each project"""

    project: str | None
    projects: Sequence[Project]
    bottlenecks: Mapping[str, Sequence[Bottleneck]]
    bodies: Sequence[Body]
    roles: Words
    today: Day


def ladder(knowledge: Knowledge, project: str | None, today: Day) -> Ladder:
    """The projects with something open, and the bodies that are there on a day, the nearest first."""
    projects = [one for one in knowledge.of(Project) if one.status not in OVER]
    found = {one.id: open_bottlenecks(knowledge, one.id, today) for one in projects}
    bodies = rungs(knowledge, today)
    programme = knowledge.one(Programme)
    roles = {role.code: role.words for role in programme.roles} if programme else {}
    has_some = [one for one in projects if found[one.id]]
    return Ladder(project, has_some, found, bodies, roles, today)


def script(start: Ladder, answers: Answers) -> Iterator[Question]:
    """All questions that these answers lead to, in order."""
    if start.project is None:
        yield _project(start)
    project = start.project or answers.get("project")
    if not project:
        return
    yield _bottlenecks(start.bottlenecks.get(project, ()))
    chosen = _chosen(start, project, answers)
    yield _to(start, chosen)
    yield Question("question", Text("What do you ask of this table"), Text("One sentence: what must it decide or do?"),
                   is_required=True, before=("",))  # fmt: skip
    tried = "; ".join(one for bottleneck in chosen for one in bottleneck.tried)
    yield Question("tried", Text("What was tried already"), Text("Short; semicolons between several things."),
                   default=tried)  # fmt: skip
    yield Question("agreed", Text("Project leader agreed on (Enter: not yet)"),
                   Text("The day. Nothing goes up the ladder without the project leader of the municipality."),
                   parsers.day_if_any(start.today))  # fmt: skip
    if answers.get("agreed"):
        yield Question("submitted_on", Text("Sent on (Enter: not yet)"), Text("The day; Enter keeps it a draft."),
                       parsers.day_if_any(start.today))  # fmt: skip
    yield Question("decide_by", Text("Answer needed by"), Text("The day: 1-12, fri, +6w; Enter where there is none."),
                   parsers.day(start.today, is_ahead=True))  # fmt: skip
    roles = [role for role in SPEAKERS if role in start.roles]
    yield Question("speaker", Text("Who speaks ({listed})", listed=numbered(roles)), Text("A number, or a role."),
                   parsers.party(start.roles, roles), default=next(iter(roles), ""))  # fmt: skip


def fields(start: Ladder, answers: Answers) -> dict[str, Any]:
    """The escalation that these answers come to."""
    project = start.project or answers["project"]
    agreed = answers.get("agreed")
    found = {
        "bottlenecks": [one.ref for one in _chosen(start, project, answers)],
        "to": answers["to"],
        "question": answers["question"],
        "status": "submitted" if agreed and answers.get("submitted_on") else "draft",
        "agreed_with": [{"project": project, "on": agreed}] if agreed else None,
        "tried": [one.strip() for one in answers.get("tried", "").split(";") if one.strip()],
        "submitted_on": answers.get("submitted_on") if agreed else None,
        "decide_by": answers.get("decide_by"),
        "speaker": parsers.stored_party(answers["speaker"]) if answers.get("speaker") else None,
    }
    return {name: value for name, value in found.items() if value}


def _project(start: Ladder) -> Question:
    lines = tuple(Text("  {number}. {title}", number=n, title=one.name) for n, one in enumerate(start.projects, 1))
    read = _one_of([one.id for one in start.projects])
    return Question("project", Text("Of which project"), Text("A number from the list."), read, before=lines,
                    is_required=True, begins_anew=True, words=lambda: [p.id for p in start.projects])  # fmt: skip


def _bottlenecks(found: Sequence[Bottleneck]) -> Question:
    lines = tuple(Text("  {number}. {title}", number=n, title=one.title) for n, one in enumerate(found, 1))
    read = _some_of([one.id for one in found])
    default = "1" if len(found) == 1 else ""
    return Question("bottlenecks", Text("About which bottleneck (1, or 1, 3)"),
                    Text("Numbers, with commas between them."), read, default=found[0].id if default else "",
                    shown=default, before=lines, is_required=True)  # fmt: skip


def _to(start: Ladder, chosen: Sequence[Bottleneck]) -> Question:
    """The ladder; Enter takes the nearest table that handles the sphere of the bottleneck, above the project itself."""
    spheres = {one.sphere for one in chosen if one.sphere}
    codes = [one.code for one in start.bodies]
    above = [one for one in start.bodies if one.level > 1 and spheres & set(one.handles) and not one.area]
    lines = tuple(Text("  {number}. {title}", number=n, title=one.name) for n, one in enumerate(start.bodies, 1))
    default = above[0].code if above else ""
    shown = str(codes.index(default) + 1) if default else ""
    return Question("to", Text("To which table"), Text("A number from the ladder, the nearest first."), _one_of(codes),
                    default=default, shown=shown, before=lines, is_required=True, words=lambda: codes)  # fmt: skip


def _chosen(start: Ladder, project: str, answers: Answers) -> list[Bottleneck]:
    ids = [one.strip() for one in answers.get("bottlenecks", "").split(",")]
    return [one for one in start.bottlenecks.get(project, ()) if one.id in ids]


def _one_of(codes: Sequence[str]) -> Callable[[str], str]:
    def read(typed: str) -> str:
        if 1 <= (number := whole(typed) or 0) <= len(codes):
            return codes[number - 1]
        begun = [code for code in codes if code == typed.lower()] or [c for c in codes if c.startswith(typed.lower())]
        if len(begun) != 1:
            raise RefusalError(Text("`{text}` is no number of the list", text=typed))
        return begun[0]

    return read


def _some_of(codes: Sequence[str]) -> Callable[[str], str]:
    read = _one_of(codes)
    return lambda typed: ", ".join(dict.fromkeys(read(one) for one in typed.replace(",", " ").split()))
