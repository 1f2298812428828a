"""What each project that a bulletin shows is asked to approve: what the items tell of it, as it would be sent."""

import datetime
from collections.abc import Sequence
from typing import Any

import msgspec

from ppl.model.fields import plain
from ppl.model.knowledge import Knowledge
from ppl.model.newsletter import Newsletter
from ppl.reports.newsletter_sentences import asked, question
from ppl.rules.approval import Shown


class Request(msgspec.Struct, frozen=True):
    """A bulletin with the projects that are asked. programme: its name, where its readers may know it."""

    knowledge: Knowledge
    newsletter: Newsletter
    programme: str | None
    asked: Sequence[Shown]


class ApprovalAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What one project is asked; digest: the mark of these texts."""

    project: str
    name: str
    digest: str
    items: tuple[dict[str, Any], ...]


class NewsletterAsk(msgspec.Struct, frozen=True, kw_only=True):
    """What the projects are asked."""

    number: int
    asked: tuple[ApprovalAsked, ...]


def build(request: Request, today: datetime.date) -> NewsletterAsk:
    """Each project with the items that show it."""
    found = []
    for one in request.asked:
        known = request.knowledge.project(one.project)
        items = tuple(plain(item) for item in one.told)
        name = known.name if known else one.project
        found.append(ApprovalAsked(project=one.project, name=name, digest=one.digest, items=items))
    return NewsletterAsk(number=request.newsletter.number, asked=tuple(found))


def context(request: Request, newsletter_ask: NewsletterAsk) -> dict[str, Any]:
    """What the template sees besides: per project its heading and the question."""
    text = question(request.newsletter, request.programme)
    return {
        "pages": [
            {"title": asked(newsletter_ask.number, one.name), "text": text, "items": one.items}
            for one in newsletter_ask.asked
        ]
    }
