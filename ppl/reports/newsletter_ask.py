"""What is asked before a bulletin is sent: of each project what the items tell of it, of the ministry all of it."""

import datetime
from collections.abc import Sequence
from typing import Any

import msgspec

from ppl.model.fields import plain
from ppl.model.knowledge import Knowledge
from ppl.model.newsletter import Newsletter
from ppl.model.programme import Programme
from ppl.reports.newsletter_sentences import asked, asked_of_ministry, question
from ppl.rules.approval import Shown


class Request(msgspec.Struct, frozen=True):
    """A bulletin with those that are asked. programme: its name, where its readers may know it."""

    knowledge: Knowledge
    newsletter: Newsletter
    programme: str | None
    asked: Sequence[Shown]


class ApprovalAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What a project is asked, or (empty) the ministry; digest: the mark of these texts."""

    project: str
    name: str
    digest: str
    items: tuple[dict[str, Any], ...]


class NewsletterAsk(msgspec.Struct, frozen=True, kw_only=True):
    """What they are asked."""

    number: int
    asked: tuple[ApprovalAsked, ...]


def build(request: Request, today: datetime.date) -> NewsletterAsk:
    """Each project with the items that show it, and the ministry with all."""
    programme = request.knowledge.one(Programme)
    found = []
    for one in request.asked:
        known = request.knowledge.project(one.project)
        items = tuple(plain(item) for item in one.told)
        name = known.name if known else one.project or (programme.client.name_on(today) if programme else "")
        found.append(ApprovalAsked(project=one.project, name=name, digest=one.digest, items=items))
    return NewsletterAsk(number=request.newsletter.number, asked=tuple(found))


def context(request: Request, newsletter_ask: NewsletterAsk) -> dict[str, Any]:
    """What the template sees besides: for each its heading and the question."""
    newsletter, programme = request.newsletter, request.programme
    number = newsletter_ask.number
    return {
        "pages": [
            {
                "title": asked(number, one.name) if one.project else asked_of_ministry(number),
                "text": question(newsletter, programme, is_ministry=not one.project),
                "items": one.items,
            }
            for one in newsletter_ask.asked
        ]
    }
