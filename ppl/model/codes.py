"""The codes that records may name, each with its entry."""

from collections.abc import Mapping
from typing import Any

from ppl.model.lists import Areas, Bodies, Vocabularies
from ppl.model.programme import Programme


def codes_of(
    words: Vocabularies | None, areas: Areas | None, bodies: Bodies | None, programme: Programme | None
) -> Mapping[str, Mapping[str, Any]]:
    """Per list (vocabularies, areas, bodies, roles, lots) its codes."""
    found: dict[str, dict[str, Any]] = {}
    if words:
        for name in words.__struct_fields__:
            terms = getattr(words, name)
            if terms and isinstance(terms, tuple) and hasattr(terms[0], "code"):
                found[name] = {term.code: term for term in terms}
    if areas:
        found["areas"] = {area.code: area for area in areas.areas}
    if bodies:
        found["bodies"] = {body.code: body for body in bodies.bodies}
    if programme:
        found["roles"] = {role.code: role for role in programme.roles}
        found["lots"] = {lot.code: lot for lot in programme.lots}
    return found
