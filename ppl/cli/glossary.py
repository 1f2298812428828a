"""Words of the trade, explained to who need not know them."""

from typing import Any

from ppl.model.lists import Vocabularies


def terms(request: Any, lang: str) -> list[tuple[str, str]]:
    """The words of the trade with what they mean, for the public: who works in a project knows them.

    In English they are explained to everybody, by what they mean there, else by their English words.
    """
    if lang == "nl" and getattr(request, "audience", "") != "public":
        return []
    knowledge = getattr(request, "knowledge", None)
    words = knowledge.one(Vocabularies) if knowledge else None
    means = [
        (term.nl, term.means if lang == "nl" else term.means_en or term.en) for term in (words.terms if words else ())
    ]
    return [(word, text) for word, text in means if text and text.casefold() != word.casefold()]
