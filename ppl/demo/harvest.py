"""Lessons: noted, checked, consented to, shared, used elsewhere, adopted, contradicted, replaced or withdrawn."""

import datetime
from functools import partial
from typing import Any

from ppl.demo.days import Moment, later
from ppl.demo.news import News
from ppl.demo.project import Project
from ppl.demo.texts import Decks, filled, lower, named, sentence
from ppl.demo.trouble import Trouble
from ppl.demo.world import LEARNING, World, flow
from ppl.model.ids import new_id
from ppl.model.kinds import KIND

Day = datetime.date
MOST_USES = 6
BECAUSE = {"applied": "because_applied", "rejected": "because_rejected", "not-relevant": "because_not"}


class Harvest:
    """The lessons so far. projects: those under guidance, which may use each other's lessons."""

    def __init__(self, world: World, news: News, projects: list[Project]) -> None:
        self.world, self.news, self.projects = world, news, projects
        self._of_tale: dict[int, tuple[str, str]] = {}
        self._contradicted: set[int] = set()
        self._users: dict[str, set[str]] = {}
        self._decks = Decks("learning", world.rng)

    def _draw(self, name: str, **words: str) -> str:
        return filled(self._decks.draw(name), words)

    def _status(self, ref: str) -> str:
        return str(self.world.journal.fields(ref)["status"])

    def public_lessons(self, until: Day) -> list[str]:
        """The lessons that the public may read, oldest first."""
        return [ref for day, ref in self.news.lessons if day <= until and self._status(ref) in ("shared", "adopted")]

    # a talk

    def lesson_of(self, of: Project, trouble: Trouble) -> dict[str, Any] | None:
        """The lesson of a bottleneck as it stands in the entry of a talk; None where another project told it."""
        number = trouble.tale["number"]
        if number not in self._of_tale:
            return self._new(of, trouble)
        ref, owner = self._of_tale[number]
        if trouble.helped is False and number not in self._contradicted and owner != of.id:
            self._contradicted.add(number)
            return self._contrary(of, trouble, ref)
        if owner != of.id:
            self.world.on(later(of.today, 2), lambda when: self.use(when, of, ref))
        return None

    def _new(self, of: Project, trouble: Trouble) -> dict[str, Any]:
        taught, words = trouble.tale["lesson"], trouble.words
        title = filled(taught["title"], words)
        id = new_id(KIND["lesson"], {"title": title}, "")
        self._of_tale[trouble.tale["number"]] = (f"lessons/{id}", of.id)
        return {
            "title": title,
            "context": f"Geleerd in {of.words['plek']}, bij het knelpunt {named(trouble.title)}",
            "went_otherwise": filled(taught["otherwise"], words),
            **{name: filled(taught[name], words) for name in ("did", "advice", "effect", "limits")},
            **self._place(of, trouble),
        }

    def _contrary(self, of: Project, trouble: Trouble, ref: str) -> dict[str, Any]:
        """What a second project saw the other way round. The first lesson may then be withdrawn."""
        earlier = self.world.journal.fields(ref)
        effort = trouble.tale["try"]
        if self.world.rng.random() < 0.4:
            self.world.on(later(of.today, 21), lambda when: self._withdraw(when, ref, "een tweede project zag anders"))
        return {
            "title": f"{trouble.intervention}: niet overal de oplossing",
            "context": f"Gezien in {of.words['plek']}, bij het knelpunt {named(trouble.title)}",
            "went_otherwise": sentence(filled(effort["failed"], trouble.words)),
            "did": filled(trouble.tale["tried"][0], trouble.words),
            "advice": self._draw("contrary_advice", les=named(str(earlier["title"]))),
            "limits": filled(trouble.tale["lesson"]["limits"], trouble.words),
            "contradicts": [ref.partition("/")[2]],
            **self._place(of, trouble),
        }

    def _place(self, of: Project, trouble: Trouble) -> dict[str, Any]:
        tale = trouble.tale
        found = {"themes": [tale["lesson"]["theme"]], "categories": [tale["category"]]}
        return {**found, "phase": of.course.phase(), "lots": [of.lot]}

    # what becomes of it

    def follow(self, of: Project, ref: str) -> None:
        """Let a new lesson be checked, mostly."""
        rng = self.world.rng
        if rng.random() < 0.85:
            self.world.on(later(of.today, rng.randrange(6, 30)), lambda when: self._check(when, of, ref))

    def _check(self, when: Moment, of: Project, ref: str) -> None:
        rng = self.world.rng
        kind = rng.choice(("lesson", "lesson", "recommendation"))
        evidence = self._draw("evidence")
        self.world.set(when, LEARNING, ref, "status=checked", f"kind={kind}", f"evidence+={evidence}")
        if rng.random() < 0.8:
            self.world.on(later(when.date(), rng.randrange(10, 50)), lambda w: self._share(w, of, ref))

    def _share(self, when: Moment, of: Project, ref: str) -> None:
        rng = self.world.rng
        consent = flow({"role": "projectleider", "on": when.date().isoformat()})
        wide = ("visibility=public",) if rng.random() < 0.75 else ()
        self.world.set(when, LEARNING, ref, "status=shared", f"consent={consent}", *wide)
        if wide:
            self.news.lessons.append((when.date(), ref))
        others = [project for project in self.projects if project is not of and project.status != "stopped"]
        for one in rng.sample(others, min(len(others), rng.choice((0, 1, 1, 2, 3)))):
            day = later(when.date(), rng.randrange(10, 120))
            self.world.on(day, partial(self.use, by=one, ref=ref))

    def use(self, when: Moment, by: Project, ref: str) -> None:
        """Another project did something with it, or decided not to."""
        rng = self.world.rng
        users = self._users.setdefault(ref, set())
        if by.id in users or len(users) >= MOST_USES or self._status(ref) not in ("shared", "adopted"):
            return
        users.add(by.id)
        verdict = rng.choice(("applied", "applied", "applied", "rejected", "not-relevant"))
        use = {"project": by.id, "on": when.date().isoformat(), "verdict": verdict}
        words = {"plek": by.words["plek"], "n": str(rng.randrange(2, 8))}
        use["because"] = self._draw(BECAUSE[verdict], **words)
        if verdict == "applied":
            use["effect"] = self._draw("use_effect", **words)
        self.world.set(when, LEARNING, ref, f"uses+={flow(use)}")
        if verdict == "applied" and self._status(ref) == "shared" and rng.random() < 0.6:
            self.world.on(later(when.date(), rng.randrange(5, 40)), lambda w: self._adopt(w, ref))

    def _adopt(self, when: Moment, ref: str) -> None:
        if self._status(ref) == "shared":
            why = "een ander project heeft haar met effect gebruikt"
            self.world.set(when, LEARNING, ref, "status=adopted", reason=why)

    def _withdraw(self, when: Moment, ref: str, why: str) -> None:
        if self._status(ref) in ("checked", "shared", "adopted"):
            self.world.set(when, LEARNING, ref, "status=withdrawn", reason=why)

    # two in one

    def merge(self, when: Moment) -> None:
        """After an exchange two lessons of one theme go into a new one, which replaces them."""
        by_theme: dict[str, list[str]] = {}
        for number in sorted(self._of_tale):
            ref, _ = self._of_tale[number]
            if self.world.journal.has(ref) and self._status(ref) in ("shared", "adopted"):
                by_theme.setdefault(self.world.journal.fields(ref)["themes"][0], []).append(ref)
        pairs = [(theme, refs[:2]) for theme, refs in by_theme.items() if len(refs) > 1]
        if not pairs:
            return
        theme, refs = self.world.rng.choice(pairs)
        one, two = (self.world.journal.fields(ref) for ref in refs)
        merged = {
            "title": f"{one['title']}, en {lower(str(two['title']))}",
            "status": "shared",
            "kind": "recommendation",
            "from": one["from"],
            "noted_on": when.date().isoformat(),
            "context": self._draw("merged"),
            **{name: one[name] for name in ("went_otherwise", "did", "phase", "lots") if name in one},
            "advice": f"{one['advice']} {two['advice']}",
            "limits": f"{one['limits']} {two['limits']}",
            "themes": [theme],
            "categories": list(dict.fromkeys([*one["categories"], *two["categories"]])),
            "consent": {"role": "projectleider", "on": when.date().isoformat()},
            "replaces": [ref.partition("/")[2] for ref in refs],
        }
        self.world.new(when, LEARNING, "lesson", None, merged)
        for ref in refs:
            self._withdraw(when, ref, "opgegaan in een les die er twee samenneemt")
