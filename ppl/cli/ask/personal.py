"""Personal data in an answer, said when it is typed and not after the last question."""

from ppl.cli.desk import Desk
from ppl.errors import PplError, Text

SHORTEST_NUMBER = 7  # digits in a telephone number


def personal_data(typed: str) -> Text | None:
    """Why a line cannot be kept: an address or a number of somebody stands in it, which git would never forget."""
    if "@" not in typed and sum(sign.isdigit() for sign in typed) < SHORTEST_NUMBER:
        return None
    from ppl.rules.personal_data.finds import finds, sentence  # few lines need it

    found = next(finds(typed), None)
    if found is None:
        return None
    return Text("{what}: write the role instead", what=sentence(found))


class People:
    """The names of people in what is typed: each is refused once, and stays where its line is typed once more."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._nobody: set[str] = set()

    def named(self, typed: str) -> Text | None:
        """Why a line is asked once more: it names somebody whom no list of the programme knows as something else."""
        name = next((one for one in self._found(typed) if one not in self._nobody), None)
        if name is None:
            return None
        return Text(
            "`{name}` looks like the name of somebody: write the role, or type it once more as it is", name=name
        )

    def keep(self, typed: str) -> None:
        """What looks like a name in this line is none."""
        self._nobody |= {*self._found(typed)}

    def _found(self, typed: str) -> list[str]:
        if " " not in typed or typed.islower():
            return []
        from ppl.operations.unregistered_names import unknown_people  # few lines need it

        try:
            return unknown_people(self.desk.folder, typed)
        except PplError:
            return []  # there is no knowledge base yet
