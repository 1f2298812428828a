"""Which commit, and which day, somebody means with --as-of."""

import datetime
import re

from ppl.errors import Text, UsageError
from ppl.readers import days
from ppl.store.git.repository import Git


def commit_and_day(git: Git, as_of: str, today: datetime.date) -> tuple[str, datetime.date]:
    """The commit at the end of a day, or of that name, with its day. Raises UsageError, with what may be meant."""
    day = days.day(as_of, today, ahead=False)
    try:
        if day is None and re.fullmatch(r"\d{4}-\d\d?-\d\d?", as_of):  # git would take what it can of it
            raise UsageError(Text("`{moment}` is no day of our time", moment=as_of), Text("check the year"))
        commit = git.commit_at(day.isoformat() if day else as_of)
    except UsageError as error:
        meant = None if day else days.meant(as_of, today)
        raise UsageError(error.what, Text("did you mean `{near}`?", near=meant) if meant else error.remedy) from None
    return commit, day or datetime.date.fromisoformat(git.day_of(commit))
