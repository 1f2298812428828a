"""Signs that no font has, or that are drawn as one: named in words or taken apart, and never a failure."""

from __future__ import annotations

import io

import pypdf
import pytest

from ppl.render import pdf
from tests.render.test_pages import Shown, document

WHOLE = "# Kop\n\n{sign}\n\n![De lichten](chart:lights)\n"
JOINED = (
    "👩\u200d👩\u200d👧",
    "1\ufe0f\u20e3",
    "🇳🇱 שלום",
    "e\u0301\u0323",
    "क्षि",
    "a\ufeffb",
    "0\u0abc",
    "🏴\U000e0067\U000e007f",
)


@pytest.mark.parametrize("sign", JOINED)
def test_signs_that_are_drawn_as_one_are_no_failure_in_a_text_or_a_picture(
    sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="9">12 {sign} weken</text></svg>'
    monkeypatch.setattr(Shown, "svg", lambda self, name: words)
    content = pdf.render(document(WHOLE.format(sign=f"12 {sign} weken")))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert "12 " in text and "weken" in text
