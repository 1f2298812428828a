"""Whether a project has begun as it should: with what its project leader commits to (tender, 2.1.1 b)."""

import datetime
from collections.abc import Iterator, Sequence

from ppl.errors import Finding, Text
from ppl.model.knowledge import Knowledge
from ppl.model.project import Project
from ppl.model.session import Session

Day = datetime.date
ACTIVE = "active"
# a project that was in one of these was chosen here, whatever else is known of it in public
CHOSEN_HERE = ("longlist", "preselected", "intake", "advised", "selected", "waiting")


def is_committed(project: Project, talks: Sequence[Session]) -> bool:
    """Whether a commitment is on record: of a kick-off that was held, or of the project itself."""
    return bool(project.commitments) or any(one.is_kickoff and one.commitments for one in talks)


def has_talks(talks: Sequence[Session]) -> bool:
    """Whether a project is guided from this base: somebody recorded a talk of it that was held, not only facts."""
    return any(one.kind != "fact" and one.took_place for one in talks)


def is_known_in_public_only(project: Project, talks: Sequence[Session]) -> bool:
    """Whether all that is on record of a project was read in public sources."""
    return bool(project.sources) and not has_talks(talks)


def active_without_commitment(knowledge: Knowledge, today: Day) -> Iterator[Finding]:
    """A project that is guided here is active with a commitment on record; of a public pilot nobody can know it."""
    for project in knowledge.of(Project):
        if project.status != ACTIVE:
            continue
        talks = knowledge.of(Session, project.id)
        if has_talks(talks) and not is_committed(project, talks):
            what, remedy = refusal(project.id, talks)
            yield Finding(project.ref, ("status",), what, remedy, "remark")


def refusal(project: str, talks: Sequence[Session]) -> tuple[Text, Text]:
    """That the commitment is missing, and how it is recorded: with the kick-off, where there was none, else in it."""
    what = Text("active, and nothing is recorded of what the project leader of the municipality commits to")
    held = [one.ref for one in talks if one.is_kickoff]
    if held:
        return what, Text(
            "add it to the kick-off: ppl log --amend {ref}; or write it alone: ppl set {ref} commitments+=TEXT",
            ref=max(held),
        )
    return what, Text(
        "log the kick-off with it: ppl log {project} --kind kickoff; or write it alone: "
        "ppl set {project} commitments+=TEXT",
        project=project,
    )
