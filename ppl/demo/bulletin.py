"""The monthly bulletins: drafted, approved per project shown, sent; what was told is not told again."""

import datetime
from functools import partial
from typing import Any

from ppl.demo.days import Moment, later, month_after
from ppl.demo.harvest import Harvest
from ppl.demo.news import Happening, News
from ppl.demo.project import Project
from ppl.demo.texts import lower, sentence
from ppl.demo.world import LEARNING, World, flow
from ppl.model.kinds import project_of
from ppl.operations.newsletter_draft import draft_message
from ppl.store.edits import Edit

Day = datetime.date
SOLVED, OTHER = 5, 3
CALLED = {
    "Project in beeld": "een project in beeld",
    "Les": "een les om te gebruiken",
    "Wat is opgelost": "wat is opgelost",
    "Uit het programma": "nieuws uit het programma",
}


class Bulletins:
    """The bulletins so far. known: refs of what readers were told."""

    def __init__(self, world: World, news: News, projects: list[Project], harvest: Harvest) -> None:
        self.world, self.news, self.projects, self.harvest = world, news, projects, harvest
        self.number = 0
        self.known: set[str] = set()
        self.since: Day | None = None

    def begin(self, first: Day) -> None:
        """One a month; the last one ends at least a month before the last day, so that there is one to make."""
        month = month_after(first)
        while month <= self.world.until:
            end = month - datetime.timedelta(days=1)
            if end + datetime.timedelta(days=30) <= self.world.until:
                self.world.on(later(month, 3), partial(self._draft, until=end))
            month = month_after(month)

    def _draft(self, when: Moment, until: Day) -> None:
        since = self.since or self.world.start
        items = self._items(since, until)
        if not items:
            return
        self.since = until + datetime.timedelta(days=1)
        self.number += 1
        ref = f"newsletters/{self.number}"
        fields = {
            "number": str(self.number),
            "period": {"from": since.isoformat(), "to": until.isoformat()},
            "audience": "public",
            "status": "draft",
            "language": "nl",
            "items": items,
            "tags": ["verzonnen"],
        }
        self.known |= {one for item in items for one in item.get("refs", ())}
        command = f"ppl newsletter --since {since} --until {until}"
        message = draft_message(ref, str(since), str(until), "public")._replace(command=command)
        self.world.journal.commit(when, LEARNING, message, [Edit(ref, fields)])
        known = {project.id for project in self.projects}
        projects = sorted({p for item in items for r in item.get("refs", ()) if (p := project_of(r)) in known})
        self.world.on(later(when.date(), 3), lambda w: self._approve(w, ref, [p for p in projects if p]))

    def _approve(self, when: Moment, ref: str, projects: list[str]) -> None:
        day = when.date().isoformat()
        asked = [{"project": p, "role": "projectleider", "on": day} for p in projects]
        ministry = "client_approval=" + flow({"role": "opdrachtgever", "on": day})
        self.world.set(when, LEARNING, ref, "status=approved", *("approved+=" + flow(one) for one in asked), ministry)
        sent = later(when.date(), 1)
        self.world.on(sent, lambda w: self.world.set(w, LEARNING, ref, "status=sent", f"sent_on={w.date()}"))

    def _new(self, found: list[Happening], since: Day, until: Day) -> list[Happening]:
        return [one for one in found if since <= one.on <= until and one.ref not in self.known]

    def _items(self, since: Day, until: Day) -> list[dict[str, Any]]:
        news = self.news
        facts = self._new(news.facts, since, until)
        reached = self._new(news.reached, since, until)
        solved = self._new(news.solved, since, until)[:SOLVED]
        events = self._new(news.events, since, until)[:OTHER]
        lesson = next((ref for ref in self.harvest.public_lessons(until) if ref not in self.known), None)
        items: list[dict[str, Any]] = []
        if facts or reached:
            items.append(self._picture((facts or reached)[-1], reached))
        if lesson:
            items.append(self._lesson(lesson))
        if solved:
            text = "\n".join(f"- {sentence(said)}" for _, _, said in solved)
            items.append({"heading": "Wat is opgelost", "text": text, "refs": [ref for _, ref, _ in solved]})
        if events:
            text = "\n".join(f"- {sentence(said)}" for _, _, said in events)
            items.append({"heading": "Uit het programma", "text": text, "refs": [ref for _, ref, _ in events]})
        if items:
            first, *others = [CALLED[item["heading"].partition(":")[0]] for item in items]
            listed = f"{', '.join([first, *others[:-1]])} en {others[-1]}" if others else first
            text = f"Dit is een verzonnen voorbeeld. In dit nummer: {listed}."
            items.insert(0, {"heading": "In dit nummer", "text": text})
        return items

    def _picture(self, news: Happening, reached: list[Happening]) -> dict[str, Any]:
        project = news.ref.partition("/")[0].partition("#")[0]
        one = next(g for g in self.projects if g.id == project)
        name = self.world.journal.fields(project)["name"]
        also = [r for r in reached if r.ref.startswith(f"{project}#")][:2]
        running = one.course.running()
        step = f" Het team werkt nu aan {one.course.said(running[0])}." if running else ""
        text = " ".join([sentence(news.sentence), *(sentence(r.sentence) for r in also if r.ref != news.ref)]) + step
        return {
            "heading": f"Project in beeld: {name}",
            "text": text,
            "refs": list(dict.fromkeys([news.ref, *(r.ref for r in also)])),
        }

    def _lesson(self, ref: str) -> dict[str, Any]:
        fields = self.world.journal.fields(ref)
        said = [fields[name] for name in ("went_otherwise", "did", "effect", "advice") if name in fields]
        limits = f"Let op: {lower(fields['limits'])}" if "limits" in fields else ""
        return {"heading": f"Les: {fields['title']}", "text": " ".join([*said, limits]).strip(), "refs": [ref]}
