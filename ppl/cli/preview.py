"""What an entry comes to, in words: the preview before the one commit, with the difference for who wants it."""

from collections.abc import Callable, Iterable

from ppl.cli.ask.choices import Choice
from ppl.cli.ask.questions import Asker, Question
from ppl.cli.desk import Desk
from ppl.cli.stopped import EditAsText, StepBack
from ppl.cli.terminal import Terminal
from ppl.errors import Text

ANSWERS = (
    Choice("yes", Text("[y]es")),
    Choice("no", Text("[n]o")),
    Choice("edit", Text("[e]dit as text")),
    Choice("difference", Text("[d]ifference of the files")),
)


def is_agreed(desk: Desk, lines: Iterable[Text | str], difference: Callable[[], str], has_questions: bool) -> bool:
    """Show what will be written and ask; Enter means yes. Raises EditAsText, and StoppedError on Ctrl-C.

    has_questions: whether it came from questions, to which StepBack leads
    """
    terminal = Terminal(desk)
    terminal.say("")
    for line in lines:
        terminal.say(line)
    terminal.say("")
    question = Question(
        "write", Text("Write this"), Text("Nothing is written before you say so."), default="yes",
        shown=Text("yes"), choices=ANSWERS,
    )  # fmt: skip
    while True:
        answer = Asker(terminal).ask(question)
        if answer is None and has_questions:
            raise StepBack
        if answer is None:
            terminal.say(Text("there is no question before this one; n writes nothing"))
            continue
        if answer == "edit":
            raise EditAsText
        if answer == "difference":
            for row in difference().splitlines():
                terminal.say_as_it_is(row)
            continue
        return answer == "yes"
