"""How well the rhythm was kept, as a page: the months above a calendar, and lots and the programme in a sheet."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from ppl.errors import Text
from ppl.model.session import Session
from ppl.reports import cadence
from ppl.reports.cadence_report import CadenceShown, KeptRow
from ppl.reports.cadence_sentences import MONTH, calendar_parts
from ppl.reports.pictures.rhythm import COLUMNS, WeekState
from ppl.reports.values import Named
from ppl.rules.rhythm import COUNTED, Figures
from ppl.rules.turns import WEEK, monday
from tests import make
from tests.make import TODAY, day

NONE = Figures(0, **dict.fromkeys(COUNTED, 0), share_kept=None, longest_gap_days=None)


def shown(first: datetime.date, number: int) -> CadenceShown:
    """A talk of which each of these weeks is open."""
    weeks = tuple(WeekState(on=monday(first) + at * WEEK, state="open") for at in range(number))
    role = Named(code="pm", nl="pm")
    row = KeptRow(
        kind="weekly", scope="project", of="a", name="A", role=role, every="1 week", figures=NONE, weeks=weeks
    )
    return CadenceShown(
        name="A", project="a", today=TODAY, first_on=first, last_on=weeks[-1].on, rows=(row,), totals=()
    )  # fmt: skip


@given(st.dates(day("2000-01-01"), day("2040-01-01")), st.integers(1, COLUMNS))
def test_each_month_stands_above_its_first_week_and_the_first_one_is_always_named(
    first: datetime.date, number: int
) -> None:
    (part,) = calendar_parts(shown(first, number))
    placed: list[tuple[int, datetime.date]] = []
    room, at = part.calendars[0].lines[0].gap, 0
    for month in part.months:
        assert not placed or month.gap >= 1, "names do not touch"
        placed.append((at + month.gap, month.on))
        at += month.gap + MONTH - 1
    sundays = [monday(first) + place * WEEK + datetime.timedelta(days=6) for place in range(number)]
    assert placed[0] == (0, sundays[0]) and 0 <= room < MONTH
    begins = [(place + room, on) for place, on in enumerate(sundays) if on.day <= 7 and place]
    assert placed[1:] == [one for one in begins if one[0] + MONTH - 1 <= COLUMNS + room]


def test_a_sheet_names_the_lot_and_the_programme_in_words() -> None:
    talk = make.session(held_on=day("2026-02-23"))
    of_lot = Session(
        ref="programme/sessions/e1", kind="evaluation", held_on=day("2026-02-20"), scope="lot", lot="lot-1"
    )  # fmt: skip
    rhythm = make.cadence(), make.cadence("evaluation", "1 year", scope="lot", role="opdrachtgever")
    known = make.knowledge(make.project(), make.programme(*rhythm), talk, of_lot)
    found = cadence.sheet(cadence.build(cadence.Request(known), TODAY))
    assert found.spoken is not None
    kind = Text("{kind} of lot {number}", kind=Text("evaluation"), number="1")
    assert [row[:2] for row in found.spoken[1]] == [["Project alpha", Text("weekly")], [cadence.PROGRAMME, kind]]
