"""A template of a knowledge base, filled in a process of its own: started here, and waited for."""

from __future__ import annotations

import datetime
import io
import json
import pickle
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any, Literal, NamedTuple

from ppl.errors import TemplateError, Text
from ppl.render.overrides import FOLDER, OwnTemplates, shipped_text
from ppl.render.shape import Shape
from ppl.resources import shipped

START_SECONDS = 10.0
LONGEST_ANSWER = 64_000_000
MOST_SAID = 10_000
LONGEST_TRIALS = 24  # so many times the seconds of one is what many may take together
Surface = Literal["markdown", "markup"]
_STOPPED = Text("it was stopped, since it needs more time or memory than it may have")
_BEGIN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from ppl.render.confined import main; main()"
_BEGIN_PAPER = _BEGIN.replace("confined", "paper_confined")
_NO_NETWORK = dict.fromkeys(
    ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9"
)
_NEEDED = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  # without which a Python may not start


class Trial(NamedTuple):
    """A template of a knowledge base that is to be filled. wants: its text, what it is made of, or only that it ends"""

    surface: Surface
    language: str
    name: str
    data: Mapping[str, Any]
    wants: Literal["text", "shape", "nothing"] = "nothing"


class Outcome(NamedTuple):
    """What came of it: what was wanted, or where and why it cannot be filled.

    All are empty for one that was filled, and for one that was skipped since another of its template failed.
    """

    text: str | None = None
    shape: Shape | None = None
    place: str = ""
    why: Text | str = ""
    is_skipped: bool = False


def filled_apart(
    surface: Surface, name: str, data: Mapping[str, Any], texts: Mapping[str, str], language: str, own: OwnTemplates
) -> str:
    """A template filled in a process that has nothing but its data, and no environment. Raises TemplateError.

    texts: those of the knowledge base that are used, by name
    """
    (found,) = tried_apart([Trial(surface, language, name, data, "text")], texts, own)
    if found.text is None:
        raise _not_filled(found.place, found.why)
    return found.text


def tried_apart(trials: Sequence[Trial], texts: Mapping[str, str], own: OwnTemplates) -> list[Outcome]:
    """What comes of each of these, filled one after the other in one process as `filled_apart` does it."""
    seconds = own.seconds * min(len(trials), LONGEST_TRIALS)
    asked = {
        "texts": {**_shipped_texts(), **texts},
        "environments": sorted({(one.surface, one.language) for one in trials}),
        "number": len(trials),
        "seconds": own.seconds,
        "cpu_seconds": seconds,
    }
    places = [f"{FOLDER}/{one.name}" if one.name in texts else one.name for one in trials]
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        packed = _Packed()
        for one in trials:
            packed.dump((one.surface, one.language, one.name, dict(one.data), one.wants))
        pickle.dump({**asked, "modules": sorted(packed.modules)}, question)
        question.write(packed.file.getbuffer())
        question.seek(0)
        fault = _run(_BEGIN, question, answer, own.system, seconds)
        answer.seek(0)
        found = [*_outcomes(answer, trials)]
    if len(found) < len(trials):
        found.append(Outcome(place=places[len(found)], why=fault or _STOPPED))
    return found + [Outcome(is_skipped=True)] * (len(trials) - len(found))


class _Packed(pickle.Pickler):
    """What goes to the process, each with its own memory; modules: those that hold its classes."""

    def __init__(self) -> None:
        self.file = io.BytesIO()
        self.modules: set[str] = set()
        super().__init__(self.file)

    def dump(self, value: Any) -> None:
        """Put a value behind the others."""
        super().dump(value)
        self.clear_memo()

    def reducer_override(self, value: Any) -> Any:
        """Note where its class is, and leave the rest as it is."""
        self.modules.add(value.__module__ if isinstance(value, type) else type(value).__module__)
        return NotImplemented


def _outcomes(answer: IO[bytes], trials: Sequence[Trial]) -> Iterator[Outcome]:
    """The answers that are whole."""
    for _ in trials:
        try:
            said = json.loads(answer.readline(LONGEST_ANSWER))
        except ValueError:
            return
        if "why" in said:
            why = said["why"]
            yield Outcome(place=said["place"], why=Text(why) if said["is_ours"] else why)
        else:
            made = _shape(said) if "layout" in said else None
            yield Outcome(said.get("text"), made, is_skipped=said.get("is_skipped", False))


def _shape(said: Mapping[str, Any]) -> Shape:
    layout = Counter({(str(sort), str(of)): int(number) for sort, of, number in said["layout"]})
    source, values = said["fault"] or ("", {})
    return Shape(layout, Text(source, **values) if source else None)


def set_apart(name: str, template: str, data: Mapping[str, Any], on: datetime.date | None, own: OwnTemplates) -> bytes:
    """A PDF of a typst template of the knowledge base, set in a process with no environment. Raises TemplateError."""
    place = f"{FOLDER}/{name}"
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        pickle.dump({"template": template, "data": dict(data), "on": on, "seconds": own.paper_seconds}, question)
        question.seek(0)
        fault = _run(_BEGIN_PAPER, question, answer, {**own.system, **_NO_NETWORK}, own.paper_seconds)
        answer.seek(0)
        head, content = answer.readline(MOST_SAID), answer.read(LONGEST_ANSWER)
    try:
        said = json.loads(head)
    except ValueError:
        raise _not_filled(place, fault or _STOPPED) from None
    if "why" in said:
        raise _not_filled(f"{place}:{said['line']}" if said["line"] else place, str(said["why"]))
    return content


def _run(
    begin: str, question: IO[bytes], answer: IO[bytes], system: Mapping[str, str], seconds: float
) -> Text | str | None:
    """Start a process and wait for its end; why it did not come to one, where it did not."""
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
        return Text("it takes longer than a template may")
    except OSError as error:
        return str(error)
    return None


def _shipped_texts() -> dict[str, str]:
    """All shipped templates, which those of a knowledge base may take in."""
    folder = shipped(FOLDER)
    names = [path.relative_to(folder).as_posix() for end in ("j2", "css") for path in folder.rglob(f"*.{end}")]
    return {name: text for name in names if (text := shipped_text(name)) is not None}


def _not_filled(place: str, why: Text | str) -> TemplateError:
    what = Text("{place}: the template cannot be filled: {why}", place=place, why=why)
    return TemplateError(what, Text("mend it, or take it away so that the shipped one is used"))
