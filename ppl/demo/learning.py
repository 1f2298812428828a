"""What the programme learns as a whole: events, questions, conditions of the method, experts."""

import datetime

from ppl.demo.days import Moment, later, month_after
from ppl.demo.news import Happening, News
from ppl.demo.project import Project
from ppl.demo.texts import Decks, filled, phrases, sentence
from ppl.demo.world import LEARNING, World, flow

Day = datetime.date
ONLINE = ("webinar", "question-hour")


class Learning:
    """The learning side of the programme. projects: those under guidance."""

    def __init__(self, world: World, news: News, projects: list[Project]) -> None:
        self.world, self.news, self.projects = world, news, projects
        self._draw = Decks("learning", world.rng).draw
        self._asked = 0

    def begin(self, first: Day, guidance_from: Day) -> None:
        """Put everything into the agenda."""
        world, rng = self.world, self.world.rng
        said = phrases("learning")
        for place in range(len(said["questions"])):
            world.on(first + datetime.timedelta(days=10 + 24 * place), self.question)
        for place in range(len(said["experts"])):
            world.on(first + datetime.timedelta(days=16 + 31 * place), self.expert)
        for place in range(len(said["conditions"])):
            world.on(guidance_from + datetime.timedelta(days=50 + 40 * place), self.condition)
        month = month_after(first)
        while month <= world.until:
            if rng.random() < 0.75 and month.month not in (8, 1):
                world.on(month + datetime.timedelta(days=rng.randrange(10, 26)), self._event)
            month = month_after(month)

    def _event(self, when: Moment) -> None:
        kind, title, question = self._draw("events")
        place = self.world.rng.choice(self.projects).words["gemeente"] if self.projects else "online"
        self.event(when, kind, title, question, "online" if kind in ONLINE else place)

    def event(self, when: Moment, kind: str, title: str, question: str, place: str) -> None:
        """A meeting of many, told in the next bulletin."""
        day = when.date()
        number = str(self.world.rng.randrange(11, 48))
        report = {
            "id": "a1",
            "text": "Verslag delen op het platform",
            "owner": LEARNING,
            "status": "done",
            "due_on": later(day, 7).isoformat(),
            "done_on": day.isoformat(),
        }
        fields = {
            "title": title,
            "kind": kind,
            "held_on": day.isoformat(),
            "place": place,
            "organisations": ["de gemeenten van het programma", "Voorbeeldbureau"],
            "questions": [question],
            "actions": [report],
            "quotes": [self._draw("quotes")],
            "evaluation": filled(self._draw("evaluation"), {"n": number}),
            "visibility": "public",
            "tags": ["verzonnen"],
        }
        ref = self.world.new(when, LEARNING, "event", None, fields)
        self.news.events.append(Happening(day, ref, f"{title} ({place})"))

    def question(self, when: Moment) -> None:
        """A question of the learning manager, answered some months later."""
        theme, question, found = self._draw("questions")
        fields = {"question": question, "theme": theme, "stage": str(1 + self._asked % 4)}
        self._asked += 1
        ref = self.world.new(when, LEARNING, "question", None, fields)
        answered = later(when.date(), 120)
        self.world.on(answered, lambda w: self.world.set(w, LEARNING, ref, f"conclusions+={found}", "stage=3"))

    def condition(self, when: Moment) -> None:
        """A condition under which the method works, with evidence for and against."""
        statement, strength, limit = self._draw("conditions")
        fields = {"statement": statement, "evidence": [self._evidence("for")], "strength": strength}
        if limit:
            fields["holds_not_when"] = limit
        ref = self.world.new(when, LEARNING, "condition", None, fields)
        if self.projects:
            more = flow(self._evidence("against" if strength == "zwak" else "for"))
            self.world.on(later(when.date(), 90), lambda w: self.world.set(w, LEARNING, ref, f"evidence+={more}"))

    def _evidence(self, says: str) -> dict[str, str]:
        note = sentence(self._draw(f"evidence_{says}"))
        if not self.projects:
            return {"says": says, "source": "Intakegesprekken van het voorbeeld", "note": note}
        return {"project": self.world.rng.choice(self.projects).id, "says": says, "note": note}

    def expert(self, when: Moment) -> None:
        """Somebody who can be borrowed, as a role."""
        organisation, role, competence, lends = self._draw("experts")
        fields = {
            "organisation": organisation,
            "role": role,
            "competences": [competence],
            "can_lend": {"capacity": lends, "from": when.date().isoformat()},
            "reached_by": LEARNING,
            "tags": ["verzonnen"],
        }
        self.world.new(when, LEARNING, "expert", None, fields)
