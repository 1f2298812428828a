"""A rule of law that plans and lessons rest on, as it stood on a day."""

from typing import Annotated, Literal

from ppl.model.record import Code, Date, DateInPart, Record, Ref, Texts


class Law(Record, frozen=True, kw_only=True):
    """A rule of law, in our own words.

    title: the rule in a few words
    statute: the act, decree or ruling, by its official short title
    article: the article, paragraph or case number
    status: in-force, enacted (to enter into force later), bill, ruling or repealed
    in_force_on: day from which it holds, as far as that is known
    until_on: last day on which it holds or held
    rule: what it says
    means: what that means for a plan
    exceptions: when it is otherwise
    weeks: the term that it sets, in weeks
    weeks_more: weeks by which that term may be extended
    replaces: what it was under the law before
    see_also: rules that belong with it
    categories: categories of bottlenecks in which it plays a part
    law_as_of: day on which it was looked up
    check_again_on: day on which to look again
    """

    title: str
    statute: str
    article: str | None = None
    status: Literal["in-force", "enacted", "bill", "ruling", "repealed"]
    in_force_on: DateInPart | None = None
    until_on: DateInPart | None = None
    rule: str
    means: str | None = None
    exceptions: Texts = ()
    weeks: float | None = None
    weeks_more: float | None = None
    replaces: str | None = None
    see_also: tuple[Annotated[str, Ref(("law",))], ...] = ()
    categories: tuple[Annotated[str, Code("bottleneck_categories")], ...] = ()
    law_as_of: Date
    check_again_on: Date | None = None

    @property
    def cited(self) -> str:
        """The rule as one cites it."""
        return cited(self.statute, self.article, self.status)


def cited(statute: str, article: str | None, status: str) -> str:
    """The article and the statute, or the court with its case number."""
    if not article:
        return statute
    return f"{statute}, {article}" if status == "ruling" else f"{article} {statute}"
