"""Which projects a bulletin shows, and who must agree before it is sent: they, and of a public one the ministry.

An item shows a project where one of its references leads to it (a record in the project's folder, or a lesson,
escalation, decision or session about it), or where it calls the project by its name. What rests on public records
with sources is known to everybody: it is told without asking. A sentence about a project that rests on no record which
leads to it or calls it by its name is asked for. So is a record that a talk behind closed doors found or changed: its
sources do not carry what was said there.
An approval is for the texts that the project saw: when they change it is asked again. Where an item tells of several
projects, each is asked about its own sentences, and sees those of the others as little as its approval is about them.
The ministry is asked about all that everybody will read, and again when any of it changes.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from ppl.errors import Text
from ppl.model.fields import changed, marked, texts
from ppl.model.kinds import project_of
from ppl.model.knowledge import Audience, Knowledge
from ppl.model.lesson import Lesson
from ppl.model.newsletter import Approval, ClientApproval, Item, Newsletter
from ppl.model.project import Project
from ppl.model.record import READERS, Record, Ref, Visibility
from ppl.model.session import Session
from ppl.rules.excerpt import excerpt
from ppl.rules.newsletter import is_tellable

ABOUT = ("projects", "bottlenecks", "from", "evidence")
CHANGED = ("interventions", "bottlenecks", "lessons", "decisions")
_ANY = Ref()


class Shown(NamedTuple):
    """A project that a bulletin shows, or the ministry, which is asked about all of it.

    project: its id; empty for the ministry
    items: places in the bulletin's items, counted from 0
    is_public: whether all that is told of it rests on public records with sources
    approval: their consent, where it is recorded
    told: of each of these items what concerns the project
    digest: mark of what they tell of it now
    """

    project: str
    items: tuple[int, ...]
    is_public: bool
    approval: Approval | ClientApproval | None
    told: tuple[Item, ...] = ()
    digest: str = ""

    @property
    def is_outdated(self) -> bool:
        """Whether the texts changed since it agreed; an approval without a mark was for any text."""
        return self.approval is not None and self.approval.digest not in (None, self.digest)

    @property
    def must_approve(self) -> bool:
        """Whether its consent is needed and not there yet, or no longer."""
        return not self.is_public and (self.approval is None or self.is_outdated)


class Withheld(NamedTuple):
    """A record that an item tells of and the bulletin's readers may not see.

    level: who may read it; None: no record has that name (any more)
    is_open: whether those whom it is about still agree that others hear it, and it was not withdrawn
    """

    item: int
    ref: str
    level: Visibility | None
    is_open: bool = True


def shown(knowledge: Knowledge, newsletter: Newsletter) -> list[Shown]:
    """The projects that a bulletin shows, by id. `knowledge` holds everything, not only what its readers may see."""
    places: dict[str, list[int]] = {}
    asked: set[str] = set()
    for place, item in enumerate(newsletter.items):
        for project, is_public in _shown_by(knowledge, newsletter, item):
            places.setdefault(project, []).append(place)
            if not is_public:
                asked.add(project)
    given = {approval.project: approval for approval in newsletter.approved}
    return [
        Shown(project, tuple(of_it), project not in asked, given.get(project), told, digest(newsletter.audience, told))
        for project, of_it in sorted(places.items())
        for told in [_told(knowledge, newsletter, project, of_it, places)]
    ]


def ministry(newsletter: Newsletter) -> Shown | None:
    """What the ministry is asked: all that everybody will read; nothing of a bulletin for fewer readers."""
    if newsletter.audience != "public":
        return None
    items = newsletter.items
    mark = digest(newsletter.audience, items)
    return Shown("", tuple(range(len(items))), False, newsletter.client_approval, items, mark)


def digest(audience: str, told: Iterable[Item]) -> str:
    """A short mark of what these items say, and to whom: another line break is no other text, another word is."""
    said = [audience, *(" ".join(text.split()) for item in told for text in (item.heading, item.text))]
    return hashlib.sha256("\0".join(said).encode(errors="surrogatepass")).hexdigest()[:12]


def _told(
    knowledge: Knowledge, newsletter: Newsletter, project: str, places: Iterable[int], shown: Mapping[str, list[int]]
) -> tuple[Item, ...]:
    """The items that show a project, without what they tell of others."""
    found = []
    for place in places:
        item = newsletter.items[place]
        several = [known for other, of_it in shown.items() if place in of_it and (known := knowledge.project(other))]
        if any(known.id != project for known in several):
            heading, text = excerpt(item.heading, item.text, project, partial(_named_ids, several))
            item = changed(item, heading=heading, text=text)
        found.append(item)
    return tuple(found)


def missing(found: Iterable[Shown]) -> list[str]:
    """Whose consent is needed and not there: the projects, and empty for the ministry."""
    return [one.project for one in found if one.must_approve]


def withheld(knowledge: Knowledge, newsletter: Newsletter) -> list[Withheld]:
    """What became narrower, or was removed, since the items were written; what could not be read is left alone."""
    audience = Audience(newsletter.audience)
    found = []
    for place, item in enumerate(newsletter.items):
        for ref in item.refs:
            target = knowledge.target(ref, _ANY, newsletter)
            record = knowledge.get(target) if target else None
            if target is None:
                found.append(Withheld(place, ref, None))
            elif record is not None and not knowledge.is_readable(record, audience):
                found.append(Withheld(place, ref, knowledge.visibility(record)))
            elif isinstance(record, (Session, Lesson)) and not is_tellable(record):
                found.append(Withheld(place, ref, knowledge.visibility(record), is_open=False))
    return found


def withheld_text(newsletter: Newsletter, hidden: Withheld) -> Text:
    """Says that an item tells of what its readers may not see."""
    item, heading = hidden.item + 1, newsletter.items[hidden.item].heading
    if hidden.level is None:
        return Text("item {item} ({heading}) tells of {ref}, and no record has that name (any more)", item=item,
                    heading=heading, ref=hidden.ref)  # fmt: skip
    if not hidden.is_open:
        return Text(
            "item {item} ({heading}) tells of {ref}, which was withdrawn or which nobody agreed to tell (any more)",
            item=item, heading=heading, ref=hidden.ref,
        )  # fmt: skip
    return Text(
        "item {item} ({heading}) tells of {ref}, which is for {level} only now; the bulletin is for {audience}",
        item=item, heading=heading, ref=hidden.ref, level=READERS[hidden.level], audience=READERS[newsletter.audience],
    )  # fmt: skip


def _shown_by(knowledge: Knowledge, newsletter: Newsletter, item: Item) -> Iterator[tuple[str, bool]]:
    """The projects that an item shows, each with whether that rests on public records alone."""
    grounds: dict[str, list[bool]] = {}
    every: list[tuple[Record | None, bool]] = []
    confided = knowledge.once(_confided)
    for ref in item.refs:
        target = knowledge.target(ref, _ANY, newsletter)
        record = knowledge.get(target) if target else None
        is_public = record is not None and record.ref not in confided and is_public_fact(knowledge, record)
        every.append((record, is_public))
        for project in _projects(knowledge, target or ref, record):
            grounds.setdefault(project, []).append(is_public)
    for one in knowledge.of(Project):
        if one.id not in grounds and _is_named(one, f"{item.heading}\n{item.text}"):
            tellers = [is_public for record, is_public in every if record is not None and _tells_of(record, one)]
            grounds[one.id] = tellers or [False]
    for name, found in grounds.items():
        known = knowledge.project(name)
        is_known = known is not None and knowledge.visibility(known) == "public"
        yield name, is_known and all(found)


def _confided(knowledge: Knowledge) -> set[str]:
    """The records that a talk which is not a public fact found or changed."""
    return {
        target
        for talk in knowledge.of(Session)
        if any(getattr(talk, field) for field in CHANGED) and not is_public_fact(knowledge, talk)
        for mark in marked(talk)
        if mark.field[0] in CHANGED
        and isinstance(mark.mark, Ref)
        and (target := knowledge.target(mark.value, mark.mark, talk))
    }


def _projects(knowledge: Knowledge, ref: str, record: Record | None) -> set[str]:
    """The projects that a record is about: the one in whose folder it lies, and those that it refers to."""
    found = {project_of(ref)} if record is not None or knowledge.project(project_of(ref) or "") else set()
    for mark in marked(record) if record is not None else ():
        if mark.field[0] in ABOUT and isinstance(mark.mark, Ref) and record is not None:
            target = knowledge.target(mark.value, mark.mark, record)
            found.add(project_of(target or ""))
    return {project for project in found if project}


def is_public_fact(knowledge: Knowledge, record: Record) -> bool:
    """Whether everybody may know a record and it says where it comes from: telling it needs nobody's consent."""
    has_source = bool(record.sources) or (isinstance(record, Lesson) and record.from_.source is not None)
    return has_source and knowledge.visibility(record) == "public"


def _tells_of(record: Record, project: Project) -> bool:
    """Whether a record calls a project by its name."""
    return _is_named(project, "\n".join(text for _, text in texts(record)))


def _named_ids(projects: Iterable[Project], text: str) -> list[str]:
    return [project.id for project in projects if _is_named(project, text)]


def _is_named(project: Project, text: str) -> bool:
    name = re.sub(r"\s*\([^)]*\)", "", project.name).strip()
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", " ".join(text.split()), re.I) is not None
