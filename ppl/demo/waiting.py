"""The last afternoon of an invented programme: of each kind of thing that can be due something waits.

Much waits by itself. What does not is arranged here, by the commands that would have been given, so that who looks at
`ppl due` in a programme of some size sees one of each kind, whichever day was the last.
"""

import datetime
from collections.abc import Callable
from typing import Any

from ppl.demo.days import Moment, later
from ppl.demo.guidance import Guidance
from ppl.demo.project import Project
from ppl.demo.texts import filled, phrases
from ppl.demo.world import BUREAU, LEARNING, MINISTRY, PROCESS, World, flow
from ppl.model.kinds import ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.model.lesson import Lesson
from ppl.model.session import MISSED
from ppl.rules.decisions_asked import scheduled, steps_of_milestones
from ppl.rules.due import due

Day = datetime.date
AHEAD = datetime.timedelta(weeks=2)  # what `ppl due` shows of what comes
SHARED = {"exchange": LEARNING, "steering": PROCESS, "client": PROCESS}
# whose steps a college may want to decide on itself, the likely ones first
OWNERS = (
    "ontwikkelaar", "grondzaken", "planeconoom", "stedenbouwkundige", "projectleider", "participatieleider",
    "civiele-techniek", "architect", "adviesbureau", "ruimtelijke-ordening",
)  # fmt: skip
FIRST = (18, 20)  # hour and minute on the last day: after all that goes by itself
ENOUGH = 4  # projects under guidance: what waits of a smaller programme would hide what goes by itself
DAYS = 8  # from the last day to most of what comes


class Waiting:
    """What waits at the end. guided: the projects in the order in which they began; slots: places per lot."""

    def __init__(self, world: World, guided: list[Guidance], slots: dict[str, int]) -> None:
        self.world, self.guided, self.slots = world, guided, slots
        self.said = phrases("waiting")
        self._turn = 1

    def begin(self) -> None:
        """Put the last afternoon into the agenda."""
        day = self.world.until
        while day.weekday() > 4 or later(day, 0) != day:
            day -= datetime.timedelta(days=1)
        self.world.plan(Moment(day.year, day.month, day.day, *FIRST), self._arrange)

    def _arrange(self, when: Moment) -> None:
        """Of each kind that nothing waits of let something wait."""
        if sum(one.of.is_guided for one in self.guided) < ENOUGH:
            return
        known = self._knowledge()
        until = self.world.until
        present = {one.kind for one in due(known, until, until + AHEAD)}
        acts: dict[str, Callable[[Moment, Knowledge], None]] = {
            "kickoff": self._choose, "progress": self._put_off, "evaluation": self._put_off_evaluation,
            "milestone": self._come_nearer, "step": self._decide_by_college, "check": self._look_again,
            "term": self._shorten, "grant": self._open_grant, "season": self._open_season, "law": self._look_up,
            "approval": self._draft, "review": self._review, "until": self._lend, "advice": self._advise,
        }  # fmt: skip
        for kind, who in SHARED.items():
            if kind not in present:
                self._move(when, who, None, kind, scope="programme")
        for kind, act in acts.items():
            if kind not in present:
                act(when, known)
        self._cancel(when)

    # who, when

    def _knowledge(self) -> Knowledge:
        journal = self.world.journal
        return journal.folder.read_refs([ref_of_path(path) for path in journal.files.files])[0]

    def _next(self) -> Project:
        """The next project under guidance, so that not all of it is of one."""
        own = [one.of for one in self.guided if one.of.is_guided]
        self._turn += 1
        return own[self._turn % len(own)]

    def _day(self, days: int = DAYS) -> str:
        return later(self.world.until, days).isoformat()

    def _set(self, when: Moment, ref: str, *assignments: str, reason: str = "") -> None:
        self.world.set(when, PROCESS, ref, *assignments, reason=reason)

    # talks

    def _move(self, when: Moment, who: str, project: str | None, kind: str, **more: Any) -> None:
        """A talk of today that is moved."""
        moved, because = self._day(5), self.said["moved"][kind]
        command = f"ppl log {project or 'programme'} --moved {moved} --because '{because}'"
        fields = {"status": "moved", "because": because, "next_on": moved, **more}
        self.world.log(when, who, project, kind, when.date(), command, **fields)

    def _put_off(self, when: Moment, known: Knowledge) -> None:
        self._move(when, PROCESS, self._next().id, "progress")

    def _put_off_evaluation(self, when: Moment, known: Knowledge) -> None:
        self._move(when, "opdrachtgever", None, "evaluation", scope="lot", lot=self._next().lot)

    def _cancel(self, when: Moment) -> None:
        """A learning talk of today that did not take place."""
        of, because = self._next(), self.said["cancelled"]
        day = when.date().isoformat()
        if not self.world.journal.files.paths(f"projects/{of.id}/sessions/{day}-learning"):
            command = f"ppl log {of.id} --kind learning --cancelled --because '{because}'"
            self.world.log(
                when, LEARNING, of.id, "learning", when.date(), command, status=MISSED[0], because=because,
            )  # fmt: skip

    def _look_again(self, when: Moment, known: Knowledge) -> None:
        """A call about the term, and a condition that must be looked at soon."""
        of, condition = self._next(), self.said["condition"]
        judged = {"judgement": "conditional", "condition": condition, "by": PROCESS, "check_on": self._day()}
        summary = self.said["called"].format(voorwaarde=condition)
        self.world.log(
            when, PROCESS, of.id, "contact", when.date(), form="phone", summary=summary, feasible_in_term=judged
        )

    # a project as a whole

    def _choose(self, when: Moment, known: Knowledge) -> None:
        """A project of the waiting list takes the place of one that stopped; its kick-off is to come."""
        fields = self.world.journal.fields
        every = [path.split("/")[1] for path in self.world.journal.files.files if path.endswith("/project.yaml")]
        for lot, slots in self.slots.items():
            own = [ref for ref in every if fields(ref).get("lot") == lot]
            taken = sum(fields(ref)["status"] in ("selected", "active", "on-hold", "completed") for ref in own)
            waiting = next((ref for ref in own if fields(ref)["status"] == "waiting"), None)
            if waiting is not None and taken < slots:
                told, reason = when.date().isoformat(), self.said["free_place"]
                self.world.decide(when, waiting, "advice", BUREAU, "select", reason)
                self.world.decide(when, waiting, "selection", MINISTRY, "select", reason, communicated_on=told)
                self._set(when, waiting, "status=selected", f"starts_on={self._day(6)}", "visibility=public")
                return

    def _come_nearer(self, when: Moment, known: Knowledge) -> None:
        """The milestone that is nearest to the day is planned for that day."""
        day = self._day()
        found = [
            (abs((Day.fromisoformat(one["planned_on"]) - Day.fromisoformat(day)).days), each.of.id, one)
            for each in self.guided if each.of.is_guided
            for one in self.world.journal.fields(each.of.id)["milestones"] if "actual_on" not in one
        ]  # fmt: skip
        for _, id, one in sorted(found, key=lambda each: each[:2])[:1]:
            kind = "slip" if day > one["planned_on"] else "gain"
            move = {"on": when.date().isoformat(), "from": one["planned_on"], "to": day, "kind": kind}
            move["because"] = self.said["earlier"]
            code = one["code"]
            self._set(when, id, f"milestones.{code}.planned_on={day}", f"milestones.{code}.moves+={flow(move)}")

    def _decide_by_college(self, when: Moment, known: Knowledge) -> None:
        """A step that is under way ends in a decision of the college soon."""
        by_on = Day.fromisoformat(self._day(18))
        found = []
        for each in self.guided:
            in_time = scheduled(known, each.of.id) if each.of.is_guided else None
            reached = steps_of_milestones(known, each.of.id)
            for one in in_time[0].activities if in_time is not None else ():
                is_running = one.actual_start_on is not None and one.actual_end_on is None
                if is_running and one.owner in OWNERS and one.id not in reached and not one.decided_by:
                    found.append((OWNERS.index(str(one.owner)), each.of.id, one))
        for _, id, one in sorted(found, key=lambda each: (each[0], each[1], each[2].id))[:1]:
            weeks = max(1, round((by_on - (one.actual_start_on or by_on)).days / 7))
            at, reason = f"activities.{one.id}", self.said["college"]
            self._set(when, f"{id}/plan", f"{at}.decided_by=college", f"{at}.weeks={weeks}", reason=reason)

    def _shorten(self, when: Moment, known: Knowledge) -> None:
        """The term of a project was up some days ago."""
        goal = self.world.until - datetime.timedelta(days=5)
        self._set(when, self._next().id, f"goal_on={goal}", reason=self.said["goal"])

    # the calendar

    def _enter(self, when: Moment, kind: str, entry: dict[str, str], who: str, opens: int, days: int) -> None:
        """An entry of the calendar that opens soon."""
        first = later(self.world.until, opens)
        dated = {**entry, "kind": kind, "from": first.isoformat(), "applies_to": [who]}
        dated["to"] = (first + datetime.timedelta(days=days)).isoformat()
        self._set(when, "programme/calendar", f"calendar+={flow(dated)}")

    def _open_grant(self, when: Moment, known: Knowledge) -> None:
        window = self.said["window"]
        self._enter(when, "grant-window", window, "gemeente", 3, 30)
        grant = {"name": window["title"], "window": window["code"], "asks_parallel": "yes"}
        self._set(when, self._next().id, f"grants+={flow(grant)}")

    def _open_season(self, when: Moment, known: Knowledge) -> None:
        """A visit in the field, for which a season opens."""
        season, of = self.said["season"], self._next()
        self._enter(when, "survey-season", season, "ecoloog", 4, 45)
        visit = {"id": "V1", "title": self.said["visit"], "weeks": "1", "owner": "ecoloog", "window": season["code"]}
        visit |= {"planned_start_on": self._day(6), "checked": {"role": "projectleider", "on": str(when.date())}}
        self._set(when, f"{of.id}/plan", f"activities+={flow(visit)}")

    # learning

    def _look_up(self, when: Moment, known: Knowledge) -> None:
        """A lesson rests on a rule of law that must be looked up again."""
        for one in [each for each in known.of(Lesson) if each.status in ("shared", "adopted")][:1]:
            self.world.set(when, LEARNING, one.ref, f"law_as_of={one.noted_on}", f"check_again_on={self._day()}")

    def _draft(self, when: Moment, known: Knowledge) -> None:
        """A bulletin for the projects themselves, which the project that it shows must approve."""
        of, journal = self._next(), self.world.journal
        number = 1 + sum(path.startswith("newsletters/") for path in journal.files.files)
        last = self.world.until - datetime.timedelta(days=30)
        heading, text = (filled(self.said[name], of.words) for name in ("bulletin", "told"))
        fields = {
            "number": str(number),
            "period": {"from": (last - datetime.timedelta(days=29)).isoformat(), "to": last.isoformat()},
            "audience": "programme", "status": "draft", "language": "nl", "tags": ["verzonnen"],
            "items": [{"heading": heading, "text": text, "refs": [of.id]}],
        }  # fmt: skip
        self.world.new(when, LEARNING, "newsletter", None, fields, id=str(number))

    # decisions

    def _review(self, when: Moment, known: Knowledge) -> None:
        of = self._next()
        college = {"role": "college", "organisation": f"gemeente {of.words['gemeente']}"}
        self.world.decide(when, of.id, "change", college, "continue", self.said["review"], review_on=self._day())

    def _lend(self, when: Moment, known: Knowledge) -> None:
        self.world.decide(
            when, self._next().id, "change", MINISTRY, "continue", self.said["until"], until=self._day(),
            communicated_on=when.date().isoformat(),
        )  # fmt: skip

    def _advise(self, when: Moment, known: Knowledge) -> None:
        reason = self.said["advised"]
        self.world.decide(when, self._next().id, "advice", BUREAU, "adapt", reason, review_on=self._day())
