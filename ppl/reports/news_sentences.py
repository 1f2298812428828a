"""What the pieces of a bulletin say, written once from the records: paragraphs, some with a list below."""

from collections.abc import Sequence

from ppl.errors import Joined, Text
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
)
from ppl.reports.standing import HomesState

AND = Text("and")


def homes(found: HomesState) -> Phrase:
    """How many homes: a number, or from one to another."""
    if found.min is not None and found.max is not None and found.min != found.max:
        return Text("{min} to {max}", min=found.min, max=found.max)
    return found.min or found.max or 0


def story(one: Story) -> Item:
    """Something that happened, on its day; a single fact stands in the paragraph."""
    is_one = len(one.facts) == 1
    date = strong(joined(capital(one.on), ".", between=""))
    text = line(date, sentence(one.text), ended(one.facts[0]) if is_one else None)
    return Item(text, () if is_one else tuple(ended(fact) for fact in one.facts))


def attempt(one: Point) -> Line:
    """What is tried, and why."""
    return line(*_name(one), Text("The aim: {text}", text=small(ended(one.text))) if one.text else None)


def solved(one: Point) -> Line:
    """What was solved, with the weeks that it won or cost."""
    weeks = None
    if one.weeks and one.weeks > 0:
        weeks = count(Text("That won {number} week."), Text("That won {number} weeks."), one.weeks)
    elif one.weeks:
        weeks = count(Text("That cost {number} week."), Text("That cost {number} weeks."), -one.weeks)
    day = Text("(Established on {date}.)", date=one.on) if one.on else None
    return line(*_name(one), sentence(capital(one.text) if one.text else None), weeks, day)


def _name(one: Point) -> Line:
    """A point with its project, which stands out; else its title does."""
    return line(strong(ended(one.project)), ended(one.title)) if one.project else (strong(ended(one.title)),)


def meeting(one: Meeting) -> Phrase:
    """A date of the agenda."""
    day = Text("{since} to {until}", since=one.on, until=one.until) if one.until else one.on
    return joined(day, joined(bracketed(one.title, one.project), one.place), between=": ")


def opening(found: Bulletin) -> Line:
    """What is in this issue."""
    has_results = any(one.is_result for one in found.solved)
    if found.picture:
        towns = Joined(found.picture.municipality, last=AND)
        text = Text("In this issue we look at {name} in {municipality}.", name=found.picture.name, municipality=towns)
    elif has_results:
        text = Text("In this issue you read the results of the projects so far.")
    elif found.solved:
        text = Text("In this issue you read what was solved in the projects.")
    elif found.lesson:
        text = Text("This issue is about what can be learned from the projects.")
    else:
        text = Text("In this issue you read the news of the programme.")
    more: list[Text] = []
    if found.lesson:
        theme = found.lesson.theme
        more.append(
            Text("a lesson about {theme}", theme=small(theme)) if theme else Text("a lesson for other projects")
        )
    if found.solved and found.picture:
        more.append(Text("the results so far") if has_results else Text("what was solved"))
    elif found.running:
        more.append(Text("what the other projects are trying"))
    if found.agenda:
        more.append(Text("the dates to come"))
    return line(text, Text("You also find {what}.", what=Joined(tuple(more), last=AND)) if more else None)


def picture(one: Picture) -> tuple[Item, ...]:
    """The project in the picture: its homes, what happened, what stands in the way and what it does."""
    items = [story(each) for each in one.stories]
    if one.homes and not one.homes_told and (one.homes.min is not None or one.homes.max is not None):
        towns = Joined(one.municipality, last=AND)
        text = Text("The plan of {municipality} counts {homes} homes.", municipality=towns, homes=homes(one.homes))
        items.insert(0, Item(text))
    hindrances = tuple(line(ended(each.title), sentence(each.text)) for each in one.hindrances)
    if hindrances:
        heading = strong(Text("What stands in the way?"))
        is_one = len(hindrances) == 1
        items.append(Item((heading, *hindrances[0])) if is_one else Item(heading, hindrances))
    if one.attempts:
        tried = tuple(
            line(ended(each.title), Text("The aim: {text}", text=small(ended(each.text))) if each.text else None)
            for each in one.attempts
        )
        items.append(Item(strong(Text("What does the project do?")), tried))
    return tuple(items)


def lesson(one: Taught) -> tuple[Item, ...]:
    """The lesson: what the matter was, what was done, and what somebody else can do."""
    answers = (
        (Text("What was done?"), one.did),
        (Text("What did it bring?"), one.effect),
        (Text("What can you do?"), one.advice),
        (Text("When not to copy it?"), one.limits),
    )
    first = one.context or one.went_otherwise
    begin = [Item(ended(first))] if first else []
    return (*begin, *(Item((strong(question), ended(answer))) for question, answer in answers if answer))


def results(found: Bulletin) -> Item:
    """What was solved; else what is being tried."""
    if found.solved:
        return Item((), tuple(solved(one) for one in found.solved))
    text = Text(
        "In this period nothing was reported as solved yet. This is what the projects are trying; the effect is not "
        "known yet."
    )
    return Item(text, tuple(attempt(one) for one in found.running))


def agenda(meetings: Sequence[Meeting]) -> Item:
    """The dates to come."""
    if not meetings:
        return Item(Text("No dates are known yet for the time to come."))
    return Item((), tuple(meeting(one) for one in meetings))


def said(found: Bulletin) -> dict[str, tuple[Item, ...]]:
    """What each part of the bulletin says."""
    return {
        "opening": (Item(opening(found)),),
        "picture": picture(found.picture) if found.picture else (),
        "lesson": lesson(found.lesson) if found.lesson else (),
        "solved": (results(found),),
        "other": tuple(story(one) for one in found.other),
        "agenda": (agenda(found.agenda),),
    }
