"""`ppl plan couplings`: which plans need the same people, or open the same street."""

import typer

from ppl.cli.options import N_, AsOf, Format, OwnLang, desk_of
from ppl.cli.show import read, show
from ppl.reports.plan.couplings import Request

SHOWS = ("plan-couplings",)
HELP = N_("""Where plans touch each other: critical work of two projects that asks for the same people or the same body
in the same weeks, with the room before a delay of the one costs the other; and works in one place that lie within
half a year of each other, so that the street opens once.

A role is the same party within a municipality; a province, water board or grid operator within a province; a named
organisation everywhere. Of a developer or adviser whose organisation is not named nobody knows whether it is the
same one, so it is left out. Works find each other by the `area` of an activity.

\b
Example:
  ppl plan couplings
  ppl plan couplings --format md > koppelkansen.md
""")


def command(ctx: typer.Context, format: Format = "screen", as_of: AsOf = None, lang: OwnLang = None) -> None:
    desk = desk_of(ctx)
    moment = desk.moment(as_of)
    show(desk, "plan-couplings", Request(read(desk, "plan-couplings", moment)), moment, format, lang or desk.language)
