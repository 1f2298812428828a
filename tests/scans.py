"""A small list of what a scan asks."""

from __future__ import annotations

from ppl.model.lists import Term, Vocabularies

VOCABULARIES = """\
bottleneck_categories:
  - {code: stikstof, nl: Stikstof, en: Nitrogen}
method_steps:
  - {code: vroeg, nl: Vroeg samenwerken, en: Cooperate early, synonyms: [stap 1]}
  - {code: eerder, nl: "Blijven vragen: kan het eerder?", en: "Keep asking: can it be earlier?"}
method_strands:
  - {code: rekenen, nl: Rekenen, en: Calculating}
preconditions:
  - {code: opdracht-college, nl: Bestuurlijke opdracht, en: Executive brief}
  - {code: mandaat, nl: Mandaat per beslissing, en: Mandate}
assignment_questions:
  - {code: leading_task, nl: "Welke opgave is leidend?", en: "Which task leads?"}
dimensions:
  - {code: time, nl: Tijd, en: Time}
"""


def vocabularies() -> Vocabularies:
    """The same as a record."""
    return Vocabularies(
        ref="programme/vocabularies",
        bottleneck_categories=(),
        method_steps=(
            Term(code="vroeg", nl="Vroeg samenwerken", en="Cooperate early", synonyms=("stap 1",)),
            Term(code="eerder", nl="Blijven vragen: kan het eerder?", en="Keep asking: can it be earlier?"),
        ),
        method_strands=(Term(code="rekenen", nl="Rekenen", en="Calculating"),),
        preconditions=(
            Term(code="opdracht-college", nl="Bestuurlijke opdracht", en="Executive brief"),
            Term(code="mandaat", nl="Mandaat per beslissing", en="Mandate"),
        ),
        assignment_questions=(Term(code="leading_task", nl="Welke opgave is leidend?", en="Which task leads?"),),
        dimensions=(Term(code="time", nl="Tijd", en="Time"),),
        visibility="public",
    )
