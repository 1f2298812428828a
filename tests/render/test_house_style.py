"""A document of Word lends its styles only where it runs nothing and takes nothing from elsewhere."""

from __future__ import annotations

import io
import zipfile

import pytest

from ppl.errors import UsageError
from ppl.render import house_style, report_docx
from tests.render.test_pages import house_style as sound

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def changed(**parts: str) -> bytes:
    """A house style with these parts changed or added; a name with `__` for `/`."""
    made = io.BytesIO()
    new = {name.replace("__", "/"): text for name, text in parts.items()}
    with zipfile.ZipFile(io.BytesIO(sound())) as old, zipfile.ZipFile(made, "w") as package:
        for name in old.namelist():
            if name not in new:
                package.writestr(name, old.read(name))
        for name, text in new.items():
            package.writestr(name, text)
    return made.getvalue()


def relations(sort: str, target: str = "https://voorbeeld.nl/x") -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATION}{sort}" Target="{target}" TargetMode="External"/></Relationships>'
    )


def header(inside: str) -> str:
    return f'<w:hdr xmlns:w="{house_style.W[1:-1]}"><w:p>{inside}</w:p></w:hdr>'


SPLIT = "<w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT x</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"word__vbaProject.bin": "x"}, "macros"),
        ({"word__embeddings__oleObject1.bin": "x"}, "embedded object"),
        ({"word___rels__settings.xml.rels": relations("attachedTemplate")}, "a template elsewhere"),
        ({"word___rels__header1.xml.rels": relations("image")}, r"from elsewhere \(image\)"),
        ({"word__header1.xml": header(SPLIT)}, "INCLUDETEXT"),
        ({"word__header1.xml": header('<w:fldSimple w:instr="DDEAUTO c x"/>')}, "DDEAUTO"),
        ({"word__header1.xml": "<w:hdr"}, "cannot be read"),
    ],
)
def test_what_runs_or_fetches_is_refused(parts: dict[str, str], why: str) -> None:
    with pytest.raises(UsageError, match=rf"stijl\.docx are not used: .*{why}"):
        report_docx.based_on(("stijl.docx", changed(**parts)))


def test_a_document_with_macros_that_is_called_docx_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(sound())) as package:
        types = package.read("[Content_Types].xml").decode()
    renamed = changed(
        **{
            "[Content_Types].xml": types.replace(
                "openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
            )
        }
    )
    assert str(house_style.fault(renamed)) == "it holds macros"


def test_a_link_to_the_web_is_none_of_these_and_headings_are_found() -> None:
    linked = changed(word___rels__header1=relations("hyperlink"))
    assert house_style.fault(linked) is None
    assert house_style.has_headings(sound())
    assert not house_style.has_headings(changed(**{"word__styles.xml": header("")}))
    assert house_style.fault(b"geen Word") is None
    assert not house_style.has_headings(b"geen Word")
