"""Decisions that are asked, in sentences: by which day, of whom, and what."""

from ppl.errors import Text
from ppl.reports.asked import DecisionAsked
from ppl.reports.sentences import Line, Phrase, bracketed, capital, ended, joined, line, strong, word
from ppl.reports.standing_sentences import late


def asked(one: DecisionAsked, *, with_who: bool = False, with_projects: bool = True) -> Line:
    """A decision that is asked, its day first: what is late says so. with_who: also of whom."""
    day: Phrase = Text("No day set")
    if one.by_on and one.late_days:
        day = Text("{date}, {late}", date=one.by_on, late=late(one.late_days, one.by_on))
    elif one.by_on and one.is_assumed:
        day = Text("{date} by the template", date=one.by_on)
    elif one.by_on:
        day = capital(joined(one.by_on))
    of = capital(joined(one.who)) if with_who and one.who else None
    about = "; ".join(one.projects) if with_projects and one.kind in ("escalation", "plan") else None
    what = ended(bracketed(_what(one), about or None))
    return line(strong(joined(day, ":", between="")), joined(of, what, between=": ") if of else what)


def _what(one: DecisionAsked) -> Phrase:
    if one.kind == "escalation":
        return one.what.rstrip(".")
    if one.kind == "plan":
        return Text("decide on the step ‘{title}’", title=one.what)
    about = _about(one)
    text = Text("decide anew on {what}")
    if one.kind == "until":
        text = Text("decide what follows on {what}")
    if one.kind == "advice":
        text = Text("decide on the advice about {what}")
    since = Text("{outcome}, since {date}", outcome=word(one.what), date=one.on)
    return bracketed(Text(text.source, what=about), since)


def _about(one: DecisionAsked) -> Phrase:
    if one.lot:
        return Text("lot {number}", number=one.lot.replace("lot-", ""))
    return ", ".join(one.projects) or Text("the programme")
