"""Write every report as a page of HTML and a document of Word, and every letter as a mail, into a folder.

python -m tests.accessible.pages FOLDER: of made-up records with ordinary texts (both languages) and with awkward ones.
"""

from __future__ import annotations

import base64
import email
import email.policy
import sys
from pathlib import Path
from typing import Any

from ppl.render.formats import FORMAT, formats_for
from ppl.reports.catalog import REPORT
from tests.reports.planted import documents
from tests.reports.test_planted import HARMLESS, HOSTILE

SAID = (("nl", "ordinary", HARMLESS), ("en", "ordinary", HARMLESS), ("nl", "awkward", HOSTILE))


def write(folder: Path) -> int:
    """Write them, one of each report; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for language, said, texts in SAID:
        seen: set[str] = set()
        for name, document in documents(texts, language):
            if name in seen:
                continue
            seen.add(name)
            formats = formats_for(REPORT[name].offers)
            stem = f"{name}-{language}-{said}"
            if "html" in formats:
                (folder / f"{stem}.html").write_bytes(FORMAT["html"].render(document))
            if "eml" in formats:
                (folder / f"{stem}-mail.html").write_text(_body(FORMAT["eml"].render(document)), "utf-8")
            if "docx" in formats:
                (folder / f"{stem}.docx").write_bytes(FORMAT["docx"].render(document))
            number += 1
    return number


def _body(content: bytes) -> str:
    """The HTML of a mail, with its pictures in it as a mail program shows them."""
    mail: Any = email.message_from_bytes(content, policy=email.policy.default)
    page = str(mail.get_body(("html",)).get_content())
    for part in mail.walk():
        if id := part["Content-ID"]:
            picture = base64.b64encode(part.get_content()).decode()
            page = page.replace(f"cid:{id.strip('<>')}", f"data:image/png;base64,{picture}")
    return page


if __name__ == "__main__":
    print(f"{write(Path(sys.argv[1]))} reports written")
