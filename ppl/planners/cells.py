"""An activity as cells of our own columns, and back: what a planner's program has no place for goes along as text."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, get_args

from ppl.errors import Text
from ppl.model.fields import changed
from ppl.model.ids import slug
from ppl.model.plan import Checked, Ground, Link, PlanActivity, Reached
from ppl.model.record import Party, Who
from ppl.planners.amounts import number
from ppl.planners.columns import plain
from ppl.planners.predecessors import Known, Lag, Wait, link_text

GROUNDS: dict[str, Ground] = {
    **{ground: ground for ground in get_args(Ground)},
    "wet": "statute", "wettelijk": "statute", "wettelijke termijn": "statute", "law": "statute",
    "seizoen": "season", "contractueel": "contract", "overeenkomst": "contract",
    "beleid": "policy", "bestuurlijk": "policy", "gewoonte": "habit",
}  # fmt: skip
DUTCH: dict[Ground, str] = {"statute": "wet", "season": "seizoen", "contract": "contract", "policy": "beleid",
                            "habit": "gewoonte"}  # fmt: skip
NUMBERS = ("optimistic", "likely", "pessimistic", "weeks_short")
ORIGINS = ("source", "team", "estimate")
TEXTS = ("window", "decided_by", "risk_until", "area")
ASSUMED = ("aangenomen", "assumed")
_ASSUMED = re.compile(rf"(?:{'|'.join(ASSUMED)})(?: \((.*)\))?", re.IGNORECASE)
YES, NO = ("ja", "yes", "x", "j", "y", "1", "true", "waar"), ("nee", "no", "n", "0", "false", "onwaar")


# --- to cells ----------------------------------------------------------------------------------------


def cells(activity: PlanActivity, reached: Iterable[Reached], known: Known, *, dutch: bool) -> dict[str, str]:
    """The cells of an activity, by meaning; those without anything in them are left out."""
    found = {name: figure(value) for name in NUMBERS if (value := getattr(activity, name)) is not None}
    found |= {name: value for name in TEXTS if (value := getattr(activity, name))}
    found |= _links(activity.after, "waits", "", known, dutch)
    found |= _links(activity.after_serial, "serial", "serial_", known, dutch)
    more = {
        "basis": activity.weeks_basis,
        "weeks_from": activity.weeks_from,
        "owner": who(activity.owner),
        "phase": activity.phase,
        "not_before": _iso(activity.planned_start_on),
        "actual_start": _iso(activity.actual_start_on),
        "actual_end": _iso(activity.actual_end_on),
        "checked": f"{activity.checked.role}, {activity.checked.on}" if activity.checked else "",
        "hours": "\n".join(f"{escaped(party)}: {figure(hours)}" for party, hours in activity.hours.items()),
        "when": "\n".join(f"{escaped(name)}: {escaped(value)}" for name, value in activity.when.items()),
        "reached": "\n".join(_reached(one) for one in reached if one.activity == activity.id),
    }
    if activity.at_own_risk is not None:
        more["at_own_risk"] = (YES if activity.at_own_risk else NO)[0 if dutch else 1]
    return found | {name: text for name, text in more.items() if text}


def wait_of(link: Link) -> Wait:
    """A link in the planner's terms."""
    lags: tuple[Lag, ...] = ()
    from_start = link.type == "start-start"
    if from_start and link.lag_share:
        lags += (Lag(float(Decimal(repr(float(link.lag_share))) * 100), "%"),)
    if link.lag_weeks:
        lags += (Lag(float(link.lag_weeks), "week"),)
    return Wait(link.activity, "SS" if from_start else "FS", lags)


def figure(value: float) -> str:
    """A number as a Dutch spreadsheet has it: a decimal comma, no exponent, no digit lost."""
    return f"{Decimal(repr(float(value))):f}".removesuffix(".0").replace(".", ",")


def who(owner: Who | None) -> str:
    """Who owns an activity: a role, or a role and its organisation."""
    if isinstance(owner, Party):
        return f"{owner.role} ({owner.organisation})" if owner.organisation else owner.role
    return owner or ""


def escaped(text: str) -> str:
    """A text on one line, in which a bar is not a mark."""
    found = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return found.replace("|", "\\p")


def unescaped(text: str) -> str:
    """The text as it was before `escaped`."""
    marks = {"n": "\n", "r": "\r", "p": "|", "\\": "\\"}
    return re.sub(r"\\([nrp\\])", lambda match: marks[match[1]], text)


def _links(links: tuple[Link, ...], name: str, prefix: str, known: Known, dutch: bool) -> dict[str, str]:
    if not links:
        return {}
    found = {name: "; ".join(link_text(wait_of(link), known) for link in links)}
    grounds = [(link.activity, DUTCH[link.ground] if dutch else link.ground) for link in links]
    found[f"{prefix}ground"] = _labelled(grounds)
    for field in ("law", "reason"):
        told = [(link.activity, escaped(value)) for link in links if (value := getattr(link, field))]
        if told:
            found[f"{prefix}{field}"] = _labelled(told)
    return found


def _labelled(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{label}: {text}" for label, text in pairs)


def _reached(reached: Reached) -> str:
    """A milestone on one line: code | weeks after the start | title | law."""
    weeks = "" if reached.weeks_after_start is None else figure(reached.weeks_after_start)
    parts = [escaped(reached.code), weeks, escaped(reached.title or ""), escaped(reached.law or "")]
    while not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def _iso(day: Any) -> str:
    return "" if day is None else day.isoformat()


# --- from cells --------------------------------------------------------------------------------------


class Cells:
    """The cells of a row, read back. `wrong` gathers what was not understood, as (what, remedy)."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self.own = own
        self.wrong: list[tuple[Text, Text]] = []

    def fields(self) -> dict[str, Any]:
        """The fields of the activity that our own columns hold."""
        found: dict[str, Any] = {name: self._number(name) for name in NUMBERS if name in self.own}
        found |= {name: self.own[name] for name in TEXTS if name in self.own}
        if "basis" in self.own:
            found["weeks_basis"] = self.own["basis"]
        if (origin := self.own.get("weeks_from")) in ORIGINS:
            found["weeks_from"] = origin
        elif origin:
            self._tell("weeks_from", ", ".join(ORIGINS))
        if (by := self.own.get("checked", "")) and self.assumed_of() is None:
            found["checked"] = self._checked(by)
        if "hours" in self.own:
            found["hours"] = dict(self._hours())
        if "when" in self.own:
            found["when"] = dict(self._pairs("when"))
        if (text := plain(self.own.get("at_own_risk", ""))) in YES + NO:
            found["at_own_risk"] = text in YES
        elif text:
            self._tell("at_own_risk", "ja, nee")
        return found

    def assumed_of(self) -> str | None:
        """The template that this activity was assumed from; None where its cell does not say that it was."""
        found = _ASSUMED.fullmatch(self.own.get("checked", "").strip())
        return (found[1] or "") if found else None

    def links(self, waits: Iterable[tuple[str, Link]], prefix: str = "") -> tuple[Link, ...]:
        """The links with the ground, law and reason that the row gives them.

        waits: per link its label in the cells, and the link as it is where the row gives no ground.
        """
        those = list(waits)
        labels = [label for label, _ in those]
        told = {name: self._texts_by_link(f"{prefix}{name}", labels) for name in ("ground", "law", "reason")}
        found = []
        for place, (_, link) in enumerate(those):
            said = told["ground"].get(place)
            ground = GROUNDS.get(plain(said)) if said else None
            if said and ground is None:
                self._tell(f"{prefix}ground", ", ".join(DUTCH.values()))
            if ground is not None:
                law, reason = told["law"].get(place), told["reason"].get(place)
                link = changed(link, ground=ground, law=law, reason=reason)
            elif place in told["reason"] or place in told["law"]:
                link = changed(link, law=told["law"].get(place), reason=told["reason"].get(place, link.reason))
            found.append(link)
        return tuple(found)

    def reached(self, activity: str) -> Iterator[Reached]:
        """The milestones that this activity reaches."""
        for line in self.own.get("reached", "").splitlines():
            code, weeks, title, law = [unescaped(part.strip()) for part in [*line.split("|"), "", "", ""][:4]]
            if code:
                more: dict[str, Any] = {"title": title or None, "law": law or None}
                yield Reached(code=code, activity=activity, weeks_after_start=number(weeks) if weeks else None, **more)

    def _texts_by_link(self, name: str, labels: list[str]) -> dict[int, str]:
        """What a cell says per link: a line `label: text` for each; one text without a label is for all of them."""
        lines = [line.strip() for line in self.own.get(name, "").splitlines() if line.strip()]
        found: dict[int, str] = {}
        for line in lines:
            free = [place for place in range(len(labels)) if place not in found]
            fitting = [place for place in free if line.startswith(f"{labels[place]}:")]
            if fitting:
                place = max(fitting, key=lambda place: (len(labels[place]), -place))
                found[place] = unescaped(line[len(labels[place]) + 1 :].strip())
            elif len(lines) == 1:
                return dict.fromkeys(range(len(labels)), line)
            elif labels:
                self._tell(name, "; ".join(f"{label}: ..." for label in labels[:3]), line)
        return found

    def _checked(self, text: str) -> Checked | None:
        """Who went over it, and when; None where the cell does not say both."""
        role, _, day = text.rpartition(",")
        try:
            on = datetime.date.fromisoformat(day.strip())
        except ValueError:
            on = None
        if on is None or not slug(role):
            self._tell("checked", "projectleider, 2026-01-05")
            return None
        return Checked(role=role.strip(), on=on)

    def _number(self, name: str) -> float | None:
        found = number(self.own[name])
        if found is None:
            self._tell(name, "6; 1,5")
        return found

    def _hours(self) -> Iterator[tuple[str, float]]:
        for party, text in self._pairs("hours"):
            if (hours := number(text)) is not None:
                yield party, hours
            else:
                self._tell("hours", "gemeente: 40", text)

    def _pairs(self, name: str) -> Iterator[tuple[str, str]]:
        for line in self.own[name].splitlines():
            label, mark, text = line.rpartition(": ") if name == "hours" else line.partition(": ")
            if mark:
                yield unescaped(label.strip()), unescaped(text.strip())
            elif line.strip():
                self._tell(name, "naam: waarde", line)

    def _tell(self, name: str, example: str, text: str | None = None) -> None:
        said = text if text is not None else self.own.get(name, "")
        what = Text("`{text}` is not understood in the column {column}", text=" ".join(said.split())[:60], column=name)
        self.wrong.append((what, Text("write it as: {example}", example=example)))
