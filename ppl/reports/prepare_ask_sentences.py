"""The questions of a page before a talk, in sentences."""

import datetime

from ppl.errors import Joined, Text, count
from ppl.reports.prepare_report import Asked
from ppl.reports.recap_sentences import bare
from ppl.reports.sentences import Phrase, small, word

Day = datetime.date
# what asks about a text; with a day where one is known
OF_TEXT = {
    "milestone": Text("Was ‘{text}’ reached? It was planned for {date}."),
    "effect": Text("What did ‘{text}’ bring? It began on {date}."),
    "action": Text("Who does ‘{text}’, and by when?"),
    "owner": Text("Who takes charge of ‘{text}’?"),
    "weeks": Text("How many weeks does ‘{text}’ cost?"),
    "both": Text("Who takes charge of ‘{text}’, and how many weeks does it cost?"),
    "day": Text("When do you expect ‘{text}’?"),
    "feedback": Text("There is an answer to ‘{text}’: we go through it together."),
}
OF_TEXT_WITHOUT_DAY = {"milestone": Text("Was ‘{text}’ reached?"), "effect": Text("What did ‘{text}’ bring?")}
ALONE = {
    "lights": Text("How do time, money and quality stand? We have no lights yet."),
    "leader": Text("Who leads the project for the municipality?"),
    "commitments": Text("What do the partners promise each other? Nothing of that is on paper yet."),
    "plan": Text("Which milestones does the project steer by? None are known yet."),
    "term": Text("Is the plan phase ready? Its term is over."),
}


def question(one: Asked, today: Day) -> Phrase:
    """A question as one asks it in a talk."""
    text = bare(one.text.strip())
    if one.kind in OF_TEXT:
        is_dated = one.on is not None or one.kind not in OF_TEXT_WITHOUT_DAY
        source = OF_TEXT[one.kind] if is_dated else OF_TEXT_WITHOUT_DAY[one.kind]
        return Text(source.source, text=text, date=one.on)
    if one.kind in ALONE:
        return ALONE[one.kind]
    if one.kind == "check":
        if text:
            return Text("Is the condition for the term met: {text}?", text=text)
        return Text("Is the plan phase still feasible in its term?")
    if one.kind == "light":
        return Text("How do time, money and quality stand now? The last lights are of {date}.", date=one.on)
    if one.kind == "recovery":
        was = one.on is not None and one.on < today
        told = Text("The light for {aspect} should have been green again by {date}: is it?")
        to_come = Text("The light for {aspect} is to be green again by {date}: will it be?")
        return Text((told if was else to_come).source, aspect=word(one.text), date=one.on)
    if one.kind == "confirmation":
        text_ = Text("Is the recap of {date} right ({kind})? We have no answer to it yet.")
        return Text(text_.source, date=one.on, kind=word(one.text))
    if one.kind == "talk":
        return Text(
            "When do we plan the next talk of this kind: {kind}? It should have been by {date}.",
            kind=word(one.text),
            date=one.on,
        )
    if one.kind == "assumed":
        return count(
            Text("Does {number} step of the plan hold as the template has it?"),
            Text("Do {number} steps of the plan hold as the template has them?"),
            one.number,
        )
    about = Joined(tuple(small(each) for each in one.about), between="; ")
    return Text("Is this in order by now: {what}?", what=about)
