"""Roles and phases under the names that planners give them. What is not a role may be a person: it is never kept."""

import re
from collections.abc import Iterable

from ppl.model.lists import Term
from ppl.model.record import Party, Who
from ppl.planners.columns import plain


def owner_of(text: str, roles: Iterable[Term], *, with_organisation: bool = False) -> Who | None:
    """The role that owns an activity, as a code; None where no role has that name.

    Of several (`gemeenteraad, griffie`) it is the first that is a role. with_organisation: what stands between
    brackets is the organisation (in our own files only: elsewhere it may be somebody's name).
    """
    terms = list(roles)
    if with_organisation and (match := re.fullmatch(r"(\S+) \((.*)\)", text, re.S)) is not None:
        return Party(role=match[1], organisation=match[2])
    for said in (text, *re.split(r"[,;/&+]|\s+en\s+|\s+and\s+", text)):
        if (code := _code(re.sub(r"\[.*?\]|\(.*?\)", " ", said), terms)) is not None:
            return code
    return None


def phase_of(text: str, phases: Iterable[Term]) -> str | None:
    """The phase that a heading names (`FASE 2 ONTWERP`); None where it names none."""
    bare = re.sub(r"\b(?:fase|phase|stap|deel)\b|^\W*[\divx]+[.:)]?\s|\b\d+\b|[^\w\s-]", " ", plain(text))
    return _code(bare, list(phases))


def _code(text: str, terms: list[Term]) -> str | None:
    """The code of the term with this name: itself, its words, a synonym; or the name that its words begin with."""
    said = " ".join(plain(text).split())
    if not said:
        return None
    for term in terms:
        if said in {plain(name) for name in (term.code, term.nl, term.en or "", *term.synonyms) if name}:
            return term.code
    dashed = said.replace(" ", "-")
    starting = {term.code for term in terms if plain(term.nl).startswith(f"{said} ") or term.code == dashed}
    return next(iter(starting)) if len(starting) == 1 else None
