"""Sentences of loose notes that say what somebody will do, or did, without a word that marks them."""

import re

from ppl.readers.entry_fields import Gathered
from ppl.readers.forms.session import put
from ppl.readers.notes.promises import earlier, promise
from ppl.readers.words import Names

_INTERJECTION = re.compile(
    r"^(?:(?:ja|nee|ok[eé]?|top|prima|goed|dus|en|nou|hoi)\b[\s,.!:]+|[^\w\s\[\]@*\"'(#|-]+\s+){1,3}", re.I
)


def bare(sentence: str) -> str:
    """A sentence without the words that open it and say nothing: `ja`, `ok`, `dus`."""
    return _INTERJECTION.sub("", sentence.strip(), count=1)


def deed(gathered: Gathered, line: int, sentence: str, roles: Names) -> bool:
    """Take in what somebody will do by a day, and what was done of an earlier talk; whether it was one."""
    if (done := earlier(bare(sentence))) is not None:
        put(gathered, "actions", [(line, f"- [x] {done.text}")])
        return not done.result
    found = promise(bare(sentence), roles, gathered.context.near)
    if found is None:
        return False
    gathered.add("actions", {"text": found.text, "owner": found.owner, "due_on": found.due_on}, line)
    return True
