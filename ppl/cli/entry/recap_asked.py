"""The mail to the other party, asked for where a talk was just logged."""

from ppl.cli.ask.choices import Choice
from ppl.cli.ask.questions import Asker, Question
from ppl.cli.desk import Desk
from ppl.cli.stopped import StoppedError
from ppl.cli.terminal import Terminal
from ppl.cli.words.recap import recap
from ppl.errors import Text

YES = (Choice("yes", Text("[y]es")), Choice("no", Text("[n]o")))


def show_recap(desk: Desk, ref: str) -> None:
    """Show the mail to the others where somebody wants it now; say how it is made later."""
    question = Question(
        "recap",
        Text("Make the mail to the others now"),
        Text("It shows the mail, to be copied; ppl recap makes it at any time, also as a draft for your mail program."),
        shown=Text("no"),
        choices=YES,
    )
    try:
        is_wanted = Asker(Terminal(desk)).insist(question) == "yes"
    except StoppedError:  # the talk was written already
        is_wanted = False
    if not is_wanted:
        desk.remark(Text("the mail to the others: ppl recap {ref}", ref=ref))
        return
    recap(desk, ref, desk.moment(None), "text", None, None)
    desk.remark(Text("as a draft for your mail program: ppl recap {ref} --out mail.eml", ref=ref))
