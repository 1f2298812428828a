"""What is to be said of a planner's file while it is read, in the order in which it is found."""

from collections.abc import Iterable

from ppl.errors import Problem, Text


class Remarks:
    """The remarks and errors of one file, called `name`; `problems` holds them."""

    def __init__(self, name: str, problems: Iterable[Problem] = ()) -> None:
        self.name = name
        self.problems: list[Problem] = list(problems)

    def say(self, what: Text, remedy: Text) -> None:
        """Something about the whole file."""
        self.remark(0, what, remedy)

    def remark(self, row: int, what: Text, remedy: Text) -> None:
        """Something about a row that the reader should know."""
        self.problems.append(Problem(self.name, row, what, remedy, "planner", "remark"))

    def error(self, row: int, what: Text, remedy: Text) -> None:
        """A row or a cell that could not be taken over; row 0 is the whole file."""
        self.problems.append(Problem(self.name, row, what, remedy, "planner"))

    def take(self, row: int, wrong: list[tuple[Text, Text]]) -> None:
        """The errors found in the cells of a row, as (what, remedy); the list is emptied, so that each is told once."""
        for what, remedy in wrong:
            self.error(row, what, remedy)
        wrong.clear()
