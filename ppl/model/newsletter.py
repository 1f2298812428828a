"""A newsletter: what was told, to whom, and from which records."""

from typing import Annotated, Literal

from ppl.model.record import Date, Part, Period, Record, Ref, Role, Visibility


class Item(Part, frozen=True, kw_only=True):
    """One piece of a bulletin.

    heading: its heading
    text: its text, Markdown; edit it freely
    refs: the records that it tells about
    """

    heading: str
    text: str
    refs: tuple[Annotated[str, Ref()], ...] = ()


class Approval(Part, frozen=True, kw_only=True):
    """A project's consent to be shown.

    project: the project
    role: who agreed
    on: the day
    digest: mark of the texts that it agreed with; once they change it no longer counts
    """

    project: Annotated[str, Ref(("project",))]
    role: Role
    on: Date
    digest: str | None = None


class ClientApproval(Part, frozen=True, kw_only=True):
    """The consent of the ministry that everybody reads it.

    role: who agreed
    on: the day
    digest: mark of all texts that it agreed with; once one changes it no longer counts
    """

    role: Role
    on: Date
    digest: str | None = None


class Newsletter(Record, frozen=True, kw_only=True):
    """A bulletin.

    number: its number
    period: the days it is about
    audience: public or programme
    status: draft, approved or sent
    language: the language it is written in
    programme: name of the programme, as it stands on the page
    items: what is told
    approved: per project shown who agreed, and when
    client_approval: of one for everybody, who agreed for the ministry, and when
    sent_on: day it was sent
    """

    number: int
    period: Period
    audience: Visibility
    status: Literal["draft", "approved", "sent"]
    language: Literal["nl", "en"] | None = None
    programme: str | None = None
    items: tuple[Item, ...] = ()
    approved: tuple[Approval, ...] = ()
    client_approval: ClientApproval | None = None
    sent_on: Date | None = None
