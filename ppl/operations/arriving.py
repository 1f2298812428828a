"""Loose notes before anything is asked: out of their envelope, with what must not enter named by its line."""

import datetime
import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ppl.readers.doers import STRUCK
from ppl.readers.forms.session import numbered
from ppl.readers.notes.chat import chat
from ppl.readers.notes.envelope import letter
from ppl.readers.notes.names import Mention, mentions, replaced, role_in
from ppl.readers.words import Names, Words
from ppl.rules.personal_data.finds import Find, finds, struck

LOGS = "procesmanager"  # who logs a talk, as a rule
Line = tuple[int, str]


class Arrived(NamedTuple):
    """A text that came in.

    lines: what somebody wrote, at its line; left_out: head, greeting, signature and quotes of a mail
    finds: addresses and numbers, each with its line; people: who is named
    sent_on, subject: what the head of a mail said; roles: the names of roles
    writer: the role of who says `ik`: of a mail that of its sender where it is known, of a chat nobody's
    """

    lines: list[Line]
    left_out: list[Line]
    finds: list[tuple[int, Find]]
    people: list[Mention]
    sent_on: datetime.date | None
    subject: str
    roles: Names
    writer: str | None = None

    def text(self, stand_ins: Mapping[str, str]) -> str:
        """The text as it may be kept, each line where it was. stand_ins: by name what stands for it, else struck out.

        A name that stands for itself is nobody's.
        """
        people = {one: stand_ins.get(one.name, one.role or STRUCK) for one in self.people}
        people = {one: words for one, words in people.items() if words != one.name}
        kept = {number: replaced(struck(line), people, self.roles) for number, line in self.lines}
        last = max([0, *kept])
        return "\n".join(kept.get(number, "") for number in range(1, last + 1))

    def said(self, text: str, stand_ins: Mapping[str, str]) -> str:
        """A text beside the lines, such as the subject, in the same words."""
        return self._replace(lines=[(1, text)]).text(stand_ins)


def arrived(
    text: str, words: Words, today: datetime.date, places: Collection[str] = (), known: Iterable[tuple[str, str]] = ()
) -> Arrived:
    """What came in, looked through. places: names of projects and municipalities; known: names of a register, with
    their roles."""
    roles = Names(words.roles, has_short=True)
    mail = letter([*numbered(text)], today)
    talk = chat(mail.lines, today, roles)
    registered = dict(known)
    people = mentions(talk.lines, [*registered, *mail.people, *talk.speakers], roles, places, mail.signed)
    people = [
        one._replace(role=next((registered[form] for form in one.forms if form in registered), one.role))
        for one in people
    ]
    found = [(number, find) for number, line in talk.lines for find in finds(line)]
    signs = signed_by(mail.signed, roles)
    writer = None if talk.speakers else signs or LOGS
    if mail.sent_on is not None:
        sender = registered.get(mail.people[0]) if mail.people else sender_of(mail.left_out, roles)
        writer = sender or signs
    return Arrived(talk.lines, mail.left_out, found, people, mail.sent_on or talk.said_on, mail.subject, roles, writer)


def sender_of(head: Iterable[Line], roles: Names) -> str | None:
    """The role that the head of a pasted mail names as its sender: `Van: gemeente Nergenshuizen, projectleider`."""
    for _, line in head:
        if match := re.match(r"\s*[*_]{0,2}(?:van|from)[*_]{0,2}\s*:[*_]{0,2}\s*(\S.*)", line, re.I):
            return role_in(match[1], roles)
    return None


def signed_by(signed: Iterable[str], roles: Names) -> str | None:
    """The role that the lines of a signature name; None where they name none."""
    return next((role for text in signed if (role := role_in(text, roles))), None)


def listed(lines: Iterable[int]) -> str:
    """Line numbers, the first few of many."""
    numbers = [str(line) for line in lines]
    return ", ".join(numbers[:6]) + (" ..." if len(numbers) > 6 else "")
