"""What is said around the texts of a bulletin: its title, its colophon, and the question to a project."""

from ppl.errors import Text
from ppl.model.newsletter import Newsletter
from ppl.reports.sentences import Line, Row, joined, line

YEAR = 366
READERS = {
    "public": Text("This newsletter is for everybody."),
    "programme": Text("This newsletter is for the projects of the programme and their partners."),
}


def title(newsletter: Newsletter, programme: str | None) -> Text:
    """Its title, with the name of the programme where that may be known."""
    number = str(newsletter.number)
    if programme:
        return Text("Newsletter of {programme}, number {number}", programme=programme, number=number)
    return Text("Newsletter on parallel planning, number {number}", number=number)


def language(newsletter: Newsletter) -> Text:
    """In which language its texts are, for who reads the rest in another one."""
    if newsletter.language == "en":
        return Text("The texts of this issue are in English.")
    return Text("The texts of this issue are in Dutch.")


def _about(newsletter: Newsletter) -> Text:
    """Which period it is about; of a first one that is all that is known, however long ago the oldest of it is."""
    period = newsletter.period
    if newsletter.number == 1 and (period.to - period.from_).days > YEAR:
        return Text("Number 1, with what is known up to {until}.", until=period.to)
    number = str(newsletter.number)
    return Text("Number {number}, about the period from {since} to {until}.", number=number, since=period.from_,
                until=period.to)  # fmt: skip


def colophon(newsletter: Newsletter, programme: str | None) -> Line:
    """Its period, its readers, what it was made from, and when it was sent."""
    source = (
        Text("It was made from what the programme {programme} records, on behalf of the ministry.", programme=programme)
        if programme
        else Text(
            "It was made from the records of the programme on parallel planning of housing projects, guided on behalf "
            "of the ministry."
        )
    )
    return line(
        _about(newsletter),
        READERS.get(newsletter.audience, Text("This newsletter is for a limited group of readers.")),
        source,
        Text("Is something wrong or missing? Reply to the message with which you received it."),
        Text("Sent on {date}.", date=newsletter.sent_on) if newsletter.sent_on else None,
    )


def asked(number: int, name: str) -> Text:
    """The heading of what a project is asked."""
    return Text("Newsletter {number}: what it says about {name}", number=str(number), name=name)


def asked_of_ministry(number: int) -> Text:
    """The heading of what the ministry is asked."""
    return Text("Newsletter {number}: may it be sent?", number=str(number))


def question(newsletter: Newsletter, programme: str | None, is_ministry: bool = False) -> Line:
    """What a project is asked, or the ministry about all of it."""
    number = str(newsletter.number)
    where = (
        Text("These texts are in newsletter {number} of {programme}, which is not sent yet.", number=number,
             programme=programme)
        if programme
        else Text("These texts are in newsletter {number}, which is not sent yet.", number=number)
    )  # fmt: skip
    return line(
        where,
        READERS["public" if newsletter.audience == "public" else "programme"],
        Text(
            "May it go out like this? What should be different? Without your approval it does not go out. Each project "
            "that it tells of is asked about its own texts."
        )
        if is_ministry
        else Text(
            "May they be told like this? What should be different? Without your approval the newsletter does not go "
            "out with these texts."
        ),
    )


def waiting(number: int, ministry: str) -> Row:
    """A bulletin that waits for the ministry."""
    text = Text("waits for the approval of {ministry}", ministry=ministry)
    return Row(Text("newsletter {number}", number=str(number)), joined(text))
