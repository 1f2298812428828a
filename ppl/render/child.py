"""A template of a knowledge base, filled in a process of its own: started here, and waited for."""

from __future__ import annotations

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
_BEGIN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from ppl.render.confined import main; main()"
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
        _run(question, answer, own, place)
        answer.seek(0)
        try:
            said = json.loads(answer.read(LONGEST_ANSWER))
        except ValueError:
            raise _not_filled(
                place, Text("it was stopped, since it needs more time or memory than it may have")
            ) from None
    if "text" in said:
        return str(said["text"])
    why = said["why"]
    raise _not_filled(said["place"], Text(why) if said["is_ours"] else why)


def _run(question: IO[bytes], answer: IO[bytes], own: OwnTemplates, place: str) -> None:
    system = {name: own.system[name] for name in _NEEDED if name in own.system}
    path = json.dumps([folder for folder in sys.path if folder])
    try:
        subprocess.run(
            [sys.executable, "-I", "-c", _BEGIN, path],
            stdin=question,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env=system,
            timeout=own.seconds + START_SECONDS,
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
