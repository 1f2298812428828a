"""What the pieces of a bulletin say, written once from the records: paragraphs, some with a list below."""

from collections.abc import Sequence

from ppl.errors import Joined, Text
from ppl.reports.homes_sentences import homes
from ppl.reports.news import Bulletin, Meeting, Picture, Point, Story, Taught
from ppl.reports.sentences import (
    Item,
    Line,
    Phrase,
    bracketed,
    capital,
    count,
    ended,
    joined,
    line,
    sentence,
    small,
    strong,
    word,
)

AND = Text("and")


def story(story: Story) -> Item:
    """Something that happened, on its day; a single fact stands in the paragraph."""
    is_one = len(story.facts) == 1
    date = strong(joined(capital(story.on), ".", between=""))
    text = line(date, _what(story), ended(story.facts[0]) if is_one else None)
    return Item(text, () if is_one else tuple(ended(fact) for fact in story.facts))


def _what(story: Story) -> Phrase | None:
    """What happened, as a sentence; a code in its words."""
    if not story.text:
        return None
    return ended(capital(word(story.text) if story.is_code else story.text))


def elsewhere(story: Story) -> Line:
    """What happened last in a project that is not in the picture."""
    day = joined(capital(story.on), ":", between="")
    return line(
        strong(ended(story.project)) if story.project else None,
        day,
        sentence(capital(story.text) if story.text else None),
    )


def attempt(point: Point) -> Line:
    """What is tried, and why."""
    return line(*_name(point), Text("The aim: {text}", text=small(ended(point.text))) if point.text else None)


def solved(point: Point) -> Line:
    """What was solved, with the weeks that it won or cost."""
    weeks = None
    if point.weeks and point.weeks > 0:
        weeks = count(Text("That won {number} week."), Text("That won {number} weeks."), point.weeks)
    elif point.weeks:
        weeks = count(Text("That cost {number} week."), Text("That cost {number} weeks."), -point.weeks)
    day = Text("(Established on {date}.)", date=point.on) if point.on else None
    return line(*_name(point), sentence(capital(point.text) if point.text else None), weeks, day)


def _name(point: Point) -> Line:
    """A point with its project, which stands out; else its title does."""
    return line(strong(ended(point.project)), ended(point.title)) if point.project else (strong(ended(point.title)),)


def meeting(meeting: Meeting) -> Phrase:
    """A date of the agenda."""
    day = Text("{since} to {until}", since=meeting.on, until=meeting.until) if meeting.until else meeting.on
    return joined(day, joined(bracketed(meeting.title, meeting.project), meeting.place), between=": ")


def opening(bulletin: Bulletin) -> Line:
    """What is in this issue."""
    has_results = any(one.is_result for one in bulletin.solved)
    if bulletin.picture:
        towns = Joined(bulletin.picture.municipality, last=AND)
        text = Text(
            "In this issue we look at {name} in {municipality}.", name=bulletin.picture.name, municipality=towns
        )
    elif has_results:
        text = Text("In this issue you read the results of the projects so far.")
    elif bulletin.solved:
        text = Text("In this issue you read what was solved in the projects.")
    elif bulletin.lesson:
        text = Text("This issue is about what can be learned from the projects.")
    else:
        text = Text("In this issue you read the news of the programme.")
    more: list[Text] = []
    if bulletin.elsewhere:
        more.append(Text("what happened in other projects"))
    if bulletin.lesson:
        theme = bulletin.lesson.theme
        more.append(
            Text("a lesson about {theme}", theme=small(theme)) if theme else Text("a lesson for other projects")
        )
    if bulletin.solved and bulletin.picture:
        more.append(Text("the results so far") if has_results else Text("what was solved"))
    elif bulletin.running:
        more.append(Text("what the other projects are trying"))
    if bulletin.agenda:
        more.append(Text("the dates to come"))
    return line(text, Text("You also find {what}.", what=Joined(tuple(more), last=AND)) if more else None)


def picture(picture: Picture) -> tuple[Item, ...]:
    """The project in the picture: its homes, what happened, what stands in the way and what it does."""
    items = [story(each) for each in picture.stories]
    if picture.homes and not picture.homes_told and (picture.homes.min is not None or picture.homes.max is not None):
        towns = Joined(picture.municipality, last=AND)
        text = Text("The plan of {municipality} counts {homes} homes.", municipality=towns, homes=homes(picture.homes))
        items.insert(0, Item(text))
    hindrances = tuple(line(ended(each.title), sentence(each.text)) for each in picture.hindrances)
    if hindrances:
        heading = strong(Text("What stands in the way?"))
        is_one = len(hindrances) == 1
        items.append(Item((heading, *hindrances[0])) if is_one else Item(heading, hindrances))
    if picture.attempts:
        tried = tuple(
            line(ended(each.title), Text("The aim: {text}", text=small(ended(each.text))) if each.text else None)
            for each in picture.attempts
        )
        items.append(Item(strong(Text("What does the project do?")), tried))
    if picture.asked and picture.at:
        at = _with_article(picture.at)
        text = Text("Call {organisation} and ask for the {role}.", organisation=at, role=small(picture.asked))
        items.append(Item((strong(Text("Who can tell you more?")), text)))
    return tuple(items)


def _with_article(organisation: str) -> Phrase:
    """An organisation within a sentence: a municipality has its article, as one says it."""
    kind, _, name = organisation.partition(" ")
    return Text("the municipality of {name}", name=name) if name and kind.lower() == "gemeente" else organisation


def lesson(taught: Taught) -> tuple[Item, ...]:
    """The lesson: what the matter was, what went otherwise, what was done, and what somebody else can do."""
    answers = (
        (Text("What went otherwise?"), taught.went_otherwise if taught.context else None),
        (Text("What was done?"), taught.did),
        (Text("What did it bring?"), taught.effect),
        (Text("What can you do? Our advice:") if taught.is_own_advice else Text("What can you do?"), taught.advice),
        (Text("When not to copy it?"), taught.limits),
    )
    first = taught.context or taught.went_otherwise
    begin = [Item(ended(first))] if first else []
    return (*begin, *(Item((strong(question), ended(answer))) for question, answer in answers if answer))


def results(bulletin: Bulletin) -> Item:
    """What was solved; else what is being tried."""
    if bulletin.solved:
        return Item((), tuple(solved(one) for one in bulletin.solved))
    text = Text(
        "In this period nothing was reported as solved yet. This is what the projects are trying; the effect is not "
        "known yet."
    )
    return Item(text, tuple(attempt(one) for one in bulletin.running))


def agenda(meetings: Sequence[Meeting]) -> Item:
    """The dates to come."""
    if not meetings:
        return Item(Text("No dates are known yet for the time to come."))
    return Item((), tuple(meeting(one) for one in meetings))


def said(bulletin: Bulletin) -> dict[str, tuple[Item, ...]]:
    """What each part of the bulletin says."""
    return {
        "opening": (Item(opening(bulletin)),),
        "picture": picture(bulletin.picture) if bulletin.picture else (),
        "elsewhere": (Item((), tuple(elsewhere(one) for one in bulletin.elsewhere)),),
        "lesson": lesson(bulletin.lesson) if bulletin.lesson else (),
        "solved": (results(bulletin),),
        "other": tuple(story(one) for one in bulletin.other),
        "agenda": (agenda(bulletin.agenda),),
    }
