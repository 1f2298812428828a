"""KINDS: the one list of record kinds. Who adds a kind adds a line here.

Paths are relative to `data/`. A reference (ref) is such a path without `.yaml` and without a leading
`projects/`; a project's own ref is its folder's name.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ppl.model.bottleneck import Bottleneck
from ppl.model.decision import Decision
from ppl.model.escalation import Escalation
from ppl.model.intervention import Intervention
from ppl.model.law import Law
from ppl.model.learning import Condition, Event, Expert, Question
from ppl.model.lesson import Lesson
from ppl.model.lists import Areas, Bodies, Calendar, Vocabularies
from ppl.model.newsletter import Newsletter
from ppl.model.plan import Plan
from ppl.model.programme import Criteria, PlanTemplate, Programme, Reflection
from ppl.model.project import Project
from ppl.model.record import Record, Visibility
from ppl.model.score import Score
from ppl.model.session import Session


class Kind(NamedTuple):
    """A kind of record.

    paths: where its files lie; `*` is a project's or a record's id
    id: what the id of a new record is made of; empty for a file whose name is fixed
    visibility: who may read what is made from it, unless the record says otherwise
    """

    name: str
    record: type[Record]
    paths: tuple[str, ...]
    id: str = ""
    visibility: Visibility = "programme"

    @property
    def is_fixed(self) -> bool:
        """Whether the programme has just one, which is neither made nor removed."""
        return "*" not in self.paths[0]

    @property
    def in_project(self) -> bool:
        return self.paths[0].startswith("projects/")


KINDS: tuple[Kind, ...] = (
    Kind("project", Project, ("projects/*/project.yaml",), "{name}"),
    Kind("plan", Plan, ("projects/*/plan.yaml",), "plan", "client"),
    Kind(
        "session", Session, ("projects/*/sessions/*.yaml", "programme/sessions/*.yaml"), "{held_on}-{kind}", "project"
    ),
    Kind("bottleneck", Bottleneck, ("projects/*/bottlenecks/*.yaml",), "{title}", "client"),
    Kind("intervention", Intervention, ("projects/*/interventions/*.yaml",), "{title}", "client"),
    Kind("score", Score, ("projects/*/scores/*.yaml",), "{assessor}-{scored_on}", "client"),
    Kind(
        "decision",
        Decision,
        ("projects/*/decisions/*.yaml", "programme/decisions/*.yaml"),
        "{decided_on}-{kind}",
        "client",
    ),
    Kind("lesson", Lesson, ("lessons/*.yaml",), "{title}"),
    Kind("law", Law, ("laws/*.yaml",), "{title}", "public"),
    Kind("escalation", Escalation, ("escalations/*.yaml",), "{submitted_on}-{question}", "client"),
    Kind("condition", Condition, ("conditions/*.yaml",), "{statement}"),
    Kind("question", Question, ("questions/*.yaml",), "{question}"),
    Kind("event", Event, ("events/*.yaml",), "{held_on}-{title}"),
    Kind("newsletter", Newsletter, ("newsletters/*.yaml",), "{number}"),
    Kind("expert", Expert, ("experts/*.yaml",), "{organisation}-{role}"),
    Kind("programme", Programme, ("programme/programme.yaml",), "", "public"),
    Kind("criteria", Criteria, ("programme/criteria/*.yaml",), "{lot}-{valid_from}"),
    Kind("bodies", Bodies, ("programme/bodies.yaml",), "", "public"),
    Kind("areas", Areas, ("programme/areas.yaml",), "", "public"),
    Kind("vocabularies", Vocabularies, ("programme/vocabularies.yaml",), "", "public"),
    Kind("calendar", Calendar, ("programme/calendar.yaml",), "", "public"),
    Kind("plan-template", PlanTemplate, ("programme/plans/*.yaml",), "{title}"),
    Kind("reflection", Reflection, ("programme/reflections/*.yaml",), "", "client"),
)

KIND = {kind.name: kind for kind in KINDS}
RESERVED = tuple(dict.fromkeys(kind.paths[0].split("/")[0] for kind in KINDS))
_RESERVED = frozenset(RESERVED)
ID = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"


_BY_PATH = {path: kind for kind in KINDS for path in kind.paths}


_ID = re.compile(ID)


def kind_of_path(path: str) -> Kind | None:
    """The kind of record that a path below data/ holds, or None."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".yaml"):
        return None
    folder = _pattern_of(folder)
    kind = _BY_PATH.get(f"{folder}/{name}")
    if kind is None and _ID.fullmatch(name, 0, len(name) - len(".yaml")):
        kind = _BY_PATH.get(f"{folder}/*.yaml")
    return kind


@lru_cache(maxsize=16384)
def _pattern_of(folder: str) -> str:
    """The folder as the paths of a kind have it: there are few, where the files in them may be very many."""
    if not folder.startswith("projects/"):
        return folder
    _, project, *rest = folder.split("/")
    return "/".join(("projects", "*", *rest)) if _ID.fullmatch(project) else ""


def ref_of_path(path: str) -> str:
    """`projects/langeveld/project.yaml` to `langeveld`, `lessons/x.yaml` to `lessons/x`.

    A project that is called like a folder of data/ (made by hand) keeps its `projects/`, so that it can be mended.
    """
    ref = path.removesuffix(".yaml")
    if not ref.startswith("projects/"):
        return ref
    within = ref.removeprefix("projects/")
    project, _, rest = within.partition("/")
    whole = ref if project in _RESERVED else within
    return whole.removesuffix("/project") if rest == "project" else whole


def path_of_ref(ref: str) -> str | None:
    """The path below data/ of a full ref (a part behind `#` is ignored); None where no kind lies there."""
    whole = ref.partition("#")[0].strip("/")
    if not whole:
        return None
    first, _, rest = whole.partition("/")
    if first == "projects":
        first, _, rest = rest.partition("/")
        path = f"projects/{first}/{rest or 'project'}.yaml" if first in _RESERVED else ""
    elif first in _RESERVED:
        path = f"{whole}.yaml"
    else:
        path = f"projects/{first}/{rest or 'project'}.yaml"
    return path if kind_of_path(path) else None


def project_of(ref: str) -> str | None:
    """The ref of the project in whose folder a record lies, or None."""
    first, _, rest = ref.partition("#")[0].partition("/")
    if first == "projects" and rest:
        return f"projects/{rest.partition('/')[0]}"
    return None if first in _RESERVED else first


def kind_of(record: Record) -> Kind:
    """The kind of a record, by its class."""
    return _BY_CLASS[type(record)]


_BY_CLASS = {kind.record: kind for kind in KINDS}


def path_for(kind: Kind, project: str | None, id: str) -> str:
    """The path below data/ of a record with this id, in a project or (project None) outside."""
    pattern = kind.paths[0]
    if kind.in_project and project is None and len(kind.paths) > 1:
        pattern = kind.paths[1]
    elif kind.in_project and project is not None and kind.name != "project":
        pattern = pattern.replace("*", project, 1)
    return pattern.replace("*", id)
