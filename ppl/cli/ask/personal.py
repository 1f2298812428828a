"""Personal data in an answer, said when it is typed and not after the last question."""

from ppl.errors import Text

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
