"""How many homes a project plans, and for whom, in sentences."""

from ppl.errors import Joined, Text
from ppl.reports.sentences import Phrase, bracketed, percent
from ppl.reports.standing import HomesState


def homes(homes: HomesState) -> Phrase:
    """How many homes; at least one of the two bounds is known."""
    if homes.min is None:
        return Text("at most {number}", number=homes.max)
    if homes.max is None:
        return Text("at least {number}", number=homes.min)
    if homes.min == homes.max:
        return Joined((homes.min,))
    return Text("{min} to {max}", min=homes.min, max=homes.max)


def homes_for_whom(found: HomesState) -> Phrase | None:
    """How many homes, with the shares that are known; None where the number is not."""
    if found.min is None and found.max is None:
        return None
    return bracketed(
        homes(found),
        Text("social {share}", share=percent(found.social)) if found.social is not None else None,
        Text("middle segment {share}", share=percent(found.middle)) if found.middle is not None else None,
        Text("free sector {share}", share=percent(found.free)) if found.free is not None else None,
        between=", ",
    )
