"""The pictures of a long plan: its phases (else the chain that decides the day) on one page, and all bars in parts."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import msgspec

from ppl.reports.plan.picture import Bar, Picture
from ppl.reports.plan.show_report import PlanPage
from ppl.reports.values import Named

MOST = 40  # bars that one picture on a page of A4 has room for, in letters that can be read


class PhaseBar(Bar, frozen=True, kw_only=True):
    """All activities of a phase as one bar. tight: when critical work of it is done, in weeks; name: of the phase."""

    tight: tuple[tuple[float, float], ...]
    name: Named


class LongPicture(Picture, frozen=True, kw_only=True):
    """A plan in short, or a part of it.

    shows: phases, chain (what decides the day) or part; total: activities of the plan
    phase: of which it is a part, where the plan has phases; number, of: which part of that phase
    """

    shows: str
    total: int
    phase: Named | None = None
    number: int = 1
    of: int = 1


def drawn(page: PlanPage) -> dict[str, PlanPage]:
    """The pictures of a plan by name: one, or of a long plan one in short (`gantt`) and its parts (`gantt-1` ...)."""
    if len(page.picture.panels[-1].bars) <= MOST:
        return {"gantt": page}
    parts = _parts(page)
    found = {"gantt": _short(page), **{f"gantt-{at}": part for at, part in enumerate(parts, 1)}}
    return {name: msgspec.structs.replace(page, picture=picture) for name, picture in found.items()}


def _short(page: PlanPage) -> LongPicture:
    phases = dict(page.phases)
    if len({*phases.values()}) < 2:
        return _narrowed(page.picture, _chain(page), "chain", milestones=True)
    panels = tuple(
        msgspec.structs.replace(panel, bars=_phase_bars(panel.bars, page), lines=()) for panel in page.picture.panels
    )
    total = len(page.picture.panels[-1].bars)
    return LongPicture(**{**_fields(page.picture), "panels": panels, "bands": ()}, shows="phases", total=total)


def _chain(page: PlanPage) -> set[str]:
    """The ids of the chain that decides the day; of a long one what takes longest."""
    length = {bar.id: bar.end_week - bar.start_week for bar in page.picture.panels[-1].bars}
    return set(sorted(page.chain, key=lambda one: -length[one])[:MOST])


def _phase_bars(bars: Sequence[Bar], page: PlanPage) -> tuple[PhaseBar, ...]:
    return tuple(_phase_bar(name, group) for name, group in _phases(bars, page))


def _phases(bars: Sequence[Bar], page: PlanPage) -> list[tuple[Named | None, list[Bar]]]:
    """The bars of each phase, the phase that begins first on top; without phases all of them."""
    of = page.phases
    groups: dict[str, list[Bar]] = {}
    for bar in bars:
        groups.setdefault(of[bar.id].code if bar.id in of else "", []).append(bar)
    ordered = sorted(groups.values(), key=lambda group: (min(bar.start_week for bar in group), group[0].id))
    return [(of.get(group[0].id), group) for group in ordered]


def _phase_bar(name: Named | None, group: Sequence[Bar]) -> PhaseBar:
    first = min(group, key=lambda bar: bar.start_week)
    last = max(group, key=lambda bar: bar.end_week)
    has_ended = all(bar.has_ended for bar in group)
    return PhaseBar(
        id=name.code if name else "",
        title="",
        name=name or Named(code="", nl="Zonder fase", en="Without a phase"),
        start_week=first.start_week,
        end_week=last.end_week,
        start_on=first.start_on,
        end_on=last.end_on,
        slack_weeks=None,
        critical=False,
        done_until_week=last.end_week if has_ended else None,
        has_ended=has_ended,
        is_assumed=any(bar.is_assumed for bar in group),
        tight=_joined([(bar.start_week, bar.end_week) for bar in group if bar.critical and not bar.has_ended]),
    )


def _joined(spans: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Spans in order, those that touch as one."""
    found: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif begin < end:
            found.append((begin, end))
    return tuple(found)


def _parts(page: PlanPage) -> list[LongPicture]:
    """All bars in pictures of at most MOST, each of one phase, in the order in which they begin."""
    found = []
    for phase, group in _phases(page.picture.panels[-1].bars, page):
        pieces = -(-len(group) // MOST)
        size = -(-len(group) // pieces)
        for at in range(pieces):
            ids = {bar.id for bar in group[at * size : (at + 1) * size]}
            part = _narrowed(page.picture, ids, "part")
            found.append(msgspec.structs.replace(part, phase=phase, number=at + 1, of=pieces))
    return found


def _narrowed(picture: Picture, ids: Collection[str], shows: str, milestones: bool = False) -> LongPicture:
    """The plan as planned with these bars only, and the weeks in which they lie."""
    last = picture.panels[-1]
    has: Callable[[str], bool] = ids.__contains__
    bars = tuple(bar for bar in last.bars if has(bar.id))
    first = min(bar.start_week for bar in bars)
    until = max(max(bar.end_week for bar in bars), first + 4)
    now = picture.today_week
    kept = tuple(one for one in last.milestones if milestones or has(one.activity))
    panel = msgspec.structs.replace(
        last,
        bars=bars,
        lines=tuple(line for line in last.lines if has(line.source) and has(line.target)),
        milestones=tuple(one for one in kept if first <= one.week <= until),
        won_weeks=None,
    )
    within = [(band, [(max(a, first), min(b, until)) for a, b in band.spans]) for band in picture.bands]
    seen = [(band, tuple((a, b) for a, b in spans if a < b)) for band, spans in within]
    fields: dict[str, Any] = {
        "from_week": first,
        "to_week": until,
        "today_week": now if now is not None and first <= now <= until else None,
        "panels": (panel,),
        "bands": tuple(msgspec.structs.replace(band, spans=spans) for band, spans in seen if spans),
    }
    return LongPicture(**_fields(picture) | fields, shows=shows, total=len(last.bars))


def _fields(picture: Picture) -> dict[str, Any]:
    return {name: getattr(picture, name) for name in Picture.__struct_fields__}
