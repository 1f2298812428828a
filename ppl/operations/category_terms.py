"""What the categories of bottlenecks of a knowledge base are called, in both languages."""

from ppl.model.lists import Term, Vocabularies
from ppl.store.folder import Folder


def category_terms(folder: Folder) -> dict[str, Term]:
    """The terms of the categories by their code."""
    found = folder.read_refs(["programme/vocabularies"])[0].one(Vocabularies)
    return {term.code: term for term in found.bottleneck_categories} if found else {}
