"""A template of a knowledge base, filled in a process of its own: started here, and waited for."""

from __future__ import annotations

import datetime
import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from typing import IO, Any, Literal

from ppl.errors import TemplateError, Text
from ppl.render.overrides import FOLDER, OwnTemplates, shipped_text
from ppl.resources import shipped

START_SECONDS = 10.0
LONGEST_ANSWER = 64_000_000
MOST_SAID = 10_000
_STOPPED = Text("it was stopped, since it needs more time or memory than it may have")
_BEGIN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from ppl.render.confined import main; main()"
_BEGIN_PAPER = _BEGIN.replace("confined", "paper_confined")
_NO_NETWORK = dict.fromkeys(
    ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9"
)
_NEEDED = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  # without which a Python may not start


def filled_apart(
    surface: Literal["markdown", "markup"],
    name: str,
    data: Mapping[str, Any],
    texts: Mapping[str, str],
    language: str,
    own: OwnTemplates,
) -> str:
    """A template filled in a process that has nothing but its data, and no environment. Raises TemplateError.

    texts: those of the knowledge base that are used, by name
    """
    asked = {
        "surface": surface,
        "name": name,
        "data": dict(data),
        "texts": {**_shipped_texts(), **texts},
        "language": language,
        "seconds": own.seconds,
    }
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        pickle.dump(asked, question)
        question.seek(0)
        place = f"{FOLDER}/{name}" if name in texts else name
        _run(_BEGIN, question, answer, own.system, own.seconds, place)
        answer.seek(0)
        try:
            said = json.loads(answer.read(LONGEST_ANSWER))
        except ValueError:
            raise _not_filled(place, _STOPPED) from None
    if "text" in said:
        return str(said["text"])
    why = said["why"]
    raise _not_filled(said["place"], Text(why) if said["is_ours"] else why)


def set_apart(name: str, template: str, data: Mapping[str, Any], on: datetime.date | None, own: OwnTemplates) -> bytes:
    """A PDF of a typst template of the knowledge base, set in a process with no environment. Raises TemplateError."""
    place = f"{FOLDER}/{name}"
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        pickle.dump({"template": template, "data": dict(data), "on": on, "seconds": own.paper_seconds}, question)
        question.seek(0)
        _run(_BEGIN_PAPER, question, answer, {**own.system, **_NO_NETWORK}, own.paper_seconds, place)
        answer.seek(0)
        head, content = answer.readline(MOST_SAID), answer.read(LONGEST_ANSWER)
    try:
        said = json.loads(head)
    except ValueError:
        raise _not_filled(place, _STOPPED) from None
    if "why" in said:
        raise _not_filled(f"{place}:{said['line']}" if said["line"] else place, str(said["why"]))
    return content


def _run(
    begin: str, question: IO[bytes], answer: IO[bytes], system: Mapping[str, str], seconds: float, place: str
) -> None:
    kept = {name: value for name, value in system.items() if name in (*_NEEDED, *_NO_NETWORK)}
    path = json.dumps([folder for folder in sys.path if folder])
    try:
        subprocess.run(
            [sys.executable, "-I", "-c", begin, path],
            stdin=question,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env=kept,
            timeout=seconds + START_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _not_filled(place, Text("it takes longer than a template may")) from None
    except OSError as error:
        raise _not_filled(place, str(error)) from None


def _shipped_texts() -> dict[str, str]:
    """All shipped templates, which those of a knowledge base may take in."""
    folder = shipped(FOLDER)
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*.j2")]
    return {name: text for name in names if (text := shipped_text(name)) is not None}


def _not_filled(place: str, why: Text | str) -> TemplateError:
    what = Text("{place}: the template cannot be filled: {why}", place=place, why=why)
    return TemplateError(what, Text("mend it, or take it away so that the shipped one is used"))
