"""A bulletin as its readers get it: its texts stand in its record, so that it looks the same on any day."""

import datetime
from typing import Any

import msgspec

from ppl.model.fields import plain
from ppl.model.knowledge import Knowledge
from ppl.model.newsletter import Newsletter
from ppl.model.record import Visibility
from ppl.reports.newsletter_sentences import colophon, language, title


class Request(msgspec.Struct, frozen=True):
    """A bulletin. programme: its name, where its readers may know it; is_draft: whether it may not go out yet.

    knowledge: where the words of the trade stand that are explained to its readers
    """

    newsletter: Newsletter
    programme: str | None
    is_draft: bool = False
    knowledge: Knowledge | None = None

    @property
    def audience(self) -> Visibility:
        """Who reads it."""
        return self.newsletter.audience


class NewsletterShown(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of the bulletin, and what is said around its texts."""

    newsletter: dict[str, Any]
    programme: str | None
    is_draft: bool


def build(request: Request, today: datetime.date) -> NewsletterShown:
    """The bulletin with all its fields."""
    fields = {"sent_on": None, "items": [], "language": "nl", **plain(request.newsletter)}
    return NewsletterShown(newsletter=fields, programme=request.programme, is_draft=request.is_draft)


def context(request: Request, newsletter_shown: NewsletterShown) -> dict[str, Any]:
    """What the template sees besides: its title, in which language its texts are, and the colophon."""
    newsletter, programme = request.newsletter, request.programme
    return {
        "said": {
            "title": title(newsletter, programme),
            "language": language(newsletter),
            "colophon": colophon(newsletter, programme),
        }
    }
