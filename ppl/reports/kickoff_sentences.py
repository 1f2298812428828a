"""What was said at a kick-off, for every report that tells it."""

from ppl.errors import Text
from ppl.reports import profile
from ppl.reports.approach_report import Talk
from ppl.reports.sentences import Item, capital, ended, strong

KICKOFF: dict[str, Text] = {
    "obstacles": Text("What may stand in the way"),
    "solutions": Text("What can be done about it"),
    "commitments": Text("What the project leader commits to"),
    "way_of_working": Text("How we work together"),
}


def kickoff(said: profile.Kickoff | Talk) -> tuple[Item, ...]:
    """What was said at a kick-off, each part with its points below it."""
    parts = [(heading, getattr(said, name)) for name, heading in KICKOFF.items()]
    return tuple(
        Item(strong(heading), tuple(ended(capital(one.strip("."))) for one in found))
        for heading, found in parts
        if found
    )
