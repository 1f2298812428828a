"""Terms are explained once, in running text."""

from __future__ import annotations

import pytest

from ppl.render.explained import explained, shortly

TERMS = [
    ("Anterieure overeenkomst", "Een contract met de grondeigenaar vóór het plan."),
    ("Overeenkomst", "Een afspraak; van iedereen."),
    ("Mpg", "Het cijfer van een gebouw."),
]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "De anterieure overeenkomst wacht. De anterieure overeenkomst komt.",
            (
                "De anterieure overeenkomst (een contract met de grondeigenaar vóór het plan) wacht. "
                "De anterieure overeenkomst komt."
            ),
        ),
        ("# Anterieure overeenkomst\n\nMPG", "# Anterieure overeenkomst\n\nMPG (het cijfer van een gebouw)"),
        ("| mpg |\n| --- |\n\n- mpg", "| mpg |\n| --- |\n\n- mpg (het cijfer van een gebouw)"),
        ("**De mpg daalt** (mpg): [mpg](https://mpg.nl/mpg), `mpg` en ‘mpg’", None),
        ("mpg-norm, ampg en mpgs", None),
        ("```\nmpg\n```", None),
        ("Zie [bron](https://x.nl), mpg", None),
        ("mpg (nieuw); mpg: laag; mpg", "mpg (nieuw); mpg: laag; mpg (het cijfer van een gebouw)"),
    ],
)
def test_a_term_is_explained_where_it_first_stands_in_running_text(text: str, shown: str | None) -> None:
    assert explained(text, TERMS) == (text if shown is None else shown)


def test_without_terms_or_with_a_long_explanation_nothing_changes() -> None:
    assert explained("mpg", []) == explained("mpg", [("mpg", "x" * 200)]) == explained("mpg", [("", "x")]) == "mpg"


def test_what_a_term_means_stands_as_part_of_a_sentence() -> None:
    assert shortly("Een afspraak; van iedereen.") == "een afspraak"
    assert shortly("OV-kosten van\n  het plan.") == "OV-kosten van het plan"


def test_a_document_for_others_is_set_for_readers_and_a_screen_is_not() -> None:
    from ppl.render.document import Document
    from ppl.render.overrides import SHIPPED_ONLY
    from ppl.resources import catalogue

    def shown(form: str, is_for_others: bool) -> str:
        said = {"report": {"ref": "x"}, "lines": [{"depth": 0, "name": "", "text": "De mpg is 3 weken 'laag'."}]}
        document = Document(
            schema="x", to_record=dict, to_data=lambda: said, parts={"prose"}, template="reports/show.md.j2",
            words=str, translate=catalogue("nl").gettext, language="nl", own=SHIPPED_ONLY,
            is_for_others=is_for_others, terms=TERMS,
        )  # fmt: skip
        return document.markdown(form)

    plain = "De mpg is 3 weken 'laag'."
    assert plain in shown("screen", True) and plain in shown("md", False)
    assert "De mpg (het cijfer van een gebouw) is 3\u00a0weken ‘laag’." in shown("md", True)
