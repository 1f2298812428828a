"""What the tests of forms and notes share: words of an invented programme, lines of any kind, and what a form holds."""

from __future__ import annotations

import datetime
import json
from typing import Any

from hypothesis import strategies as st

from ppl.errors import Field
from ppl.operations.entry import Entry
from ppl.readers.forms.session import Form
from ppl.readers.words import Words

TODAY = datetime.date(2026, 3, 4)
WORDS = Words(
    roles={
        "projectleider": ("projectleider van de gemeente", "municipal project leader", ()),
        "procesmanager": ("procesmanager van het bureau", "process manager", ()),
        "college": ("college van burgemeester en wethouders", "municipal executive", ()),
        "netbeheerder": ("netbeheerder", "grid operator", ()),
        "corporatie": ("woningcorporatie", "housing association", ()),
    },
    categories={
        "netcongestie": ("Vol stroomnet", "Grid congestion", ("stroomnet", "netaansluiting")),
        "stikstof": ("Stikstof", "Nitrogen", ("aerius",)),
        "anders": ("Anders", "Other", ()),
    },
    kinds={"parallel": ("Parallel werken", "Working in parallel", ("naast elkaar",))},
    themes={"samenwerking": ("Samenwerking", "Cooperation", ())},
)

BEGINNINGS = (
    "",
    "",
    "- ",
    "* ",
    "• ",
    "1. ",
    "  - ",
    "    - ",
    "  ",
    "\t",
    "- [ ] ",
    "- [x] ",
    "- [-] ",
    "> ",
    "# ",
    "## ",
    "**",
    "Actie: ",
    "actie 2: ",
    "**Actiepunt:** ",
    "besluit ",
    "Knelpunt: ",
    "- knelpunt: ",
    "Afspraak: ",
    "Les: ",
    "Risico ",
    "Volgende afspraak: ",
    "Aanwezig: ",
    "datum: ",
    "Action: ",
    "Decision: ",
    "Lesson ",
    "present: ",
    "next ",
    "Acties:\n- ",
    "## Acties\n",
    "## Knelpunten\n- ",
    "# Besluiten\n",
    "## Lichten\n- tijd: oranje\n  - oorzaak: ",
    "## Les\n- ",
    "tijd: ",
    "## Les\n- Wat is er gedaan? ",
    "  reden: ",
    "  eigenaar: ",
    "- a1 (2026-01-05-weekly): ",
    "- netaansluiting (open, ",
    "- [x] a1 -> ",
    "- netaansluiting: opgelost -> ",
    "## Interventies\n- ",
    "  verwacht: ",
    "  weken: ",
    "- advies: ",
    "## Volgende keer\n",
    "soort: ",
    "minuten: ",
    "## Aanwezig\n- ",
    "n0f7f: ",
    "## Aantekeningen\n- [x] n0f7f: ",
    "\n",
    "## Feiten\n",
    "## Samenvatting\n",
    "## Iets anders\n",
    "- stikstof: risico -> ",
    "op koers: ",
    "## Wat ging goed\n- ",
)
SIGNS = (
    " ",
    " ",
    " ",
    ": ",
    " | ",
    " -> ",
    ", ",
    "; ",
    " (",
    ") ",
    " [",
    "] ",
    " @",
    "? ",
    ". ",
    "**",
    " – ",
    "): ",
    "/",
    " # ",
)


@st.composite
def lines_of_any_kind(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text of all that forms and notes are made of, and the words in it that mean nothing to ppl."""
    rows: list[str] = []
    used: list[str] = []
    for _ in range(draw(st.integers(0, 14))):
        row = draw(st.sampled_from(BEGINNINGS))
        for _ in range(draw(st.integers(0, 4))):
            word = f"qz{len(used)}woord"
            used.append(word)
            row += word + draw(st.sampled_from(SIGNS))
        rows.append(row)
    return draw(st.sampled_from(["\n", "\r\n", "\r"])).join("\n".join(rows).split("\n")), used


def held(form: Form) -> str:
    """All that a form came to, as one text."""
    return json.dumps([form.fields, form.rest], ensure_ascii=False)


def missing(form: Form, words: list[str]) -> list[str]:
    """The words that are neither in the fields nor in the rest."""
    text = held(form)
    return [word for word in words if word not in text]


def lost_lines(form: Form, text: str) -> list[Any]:
    """What of lines and rest points outside the text, or at nothing."""
    number = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return [at for at, line in form.lines.items() if not 1 <= line <= number] + [
        line for line, said in form.rest if not 1 <= line <= number or not said
    ]


def line_of(form: Form, field: Field) -> int:
    """The line of a field, or of the nearest thing around it, as a message names it."""
    return Entry("form.md", "", form.fields, form.lines).line_of(field)
