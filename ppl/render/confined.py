"""What runs in the process of a knowledge base's template: no environment, and soon no files, no time and no room."""

from __future__ import annotations

import _thread
import datetime
import json
import math
import pickle
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import Any

from jinja2 import DictLoader

from ppl.errors import TemplateError, Text
from ppl.render import markup, templates
from ppl.render.sandbox import MOST_CHARACTERS, Sandbox, TimeUpError, filled_in
from ppl.resources import catalogue

MEMORY = 512 * 2**20
ENVIRONMENT = {"markdown": templates.environment, "markup": markup.environment}
_SENTENCE = "{day}"
_IMPORTED_WHEN_USED = (
    "encodings.ascii",
    "encodings.idna",
    "encodings.unicode_escape",
    "html",
    "pprint",
    "textwrap",
    "urllib.parse",
)


def main() -> None:
    """Read a question from stdin, write its answer to stdout."""
    asked = pickle.load(sys.stdin.buffer)
    environment = _ready(asked["surface"], asked["language"])
    environment.confine(asked["texts"])
    _limit_time(asked["seconds"])
    _limit_room(asked["seconds"])
    sys.stdout.write(json.dumps(answer(environment, asked["name"], asked["data"])))


def answer(environment: Sandbox, name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The text of a template, or where and why it cannot be filled (is_ours: in a sentence of ppl)."""
    try:
        return {"text": filled_in(environment, name, data, MOST_CHARACTERS)}
    except TemplateError as error:
        values = error.what.values
        why = values.get("why", error.what)
        source = why.source if isinstance(why, Text) else why
        return {"place": values.get("place", name), "why": source, "is_ours": isinstance(why, Text)}


def _ready(surface: str, language: str) -> Sandbox:
    """The sandbox, with all imported and read that it may need once no file can be opened any more."""
    for name in _IMPORTED_WHEN_USED:
        import_module(name)
    environment = ENVIRONMENT[surface](catalogue(language).gettext, language)
    shown = "{{ 1.5|number }}{{ day|date }}" + "{{ 0.5|percent }}{{ said }}" * (surface == "markdown")
    day = datetime.date(2026, 1, 1)
    environment.from_string(shown).render(day=day, said=Text(_SENTENCE, day=day))
    for faulty in ("{{ nothing }}", "{% if %}"):
        with suppress(TemplateError):
            environment.loader = DictLoader({"faulty": faulty})
            filled_in(environment, "faulty", {})
    return environment


def _limit_time(seconds: float) -> None:
    """End a template that takes too long at the line where it is."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeUpError

    signal.signal(signal.SIGINT, stop)
    timer = threading.Timer(seconds, _thread.interrupt_main)
    timer.daemon = True
    timer.start()


def _limit_room(seconds: float) -> None:
    """Memory, files and processes of a template that is filled for so long."""
    limit(
        RLIMIT_AS=MEMORY,
        RLIMIT_CPU=math.ceil(seconds) + 2,
        RLIMIT_FSIZE=16 * MOST_CHARACTERS,
        RLIMIT_NOFILE=3,
        RLIMIT_NPROC=0,
        RLIMIT_CORE=0,
    )


def limit(**most: int) -> None:
    """What the system grants from here on; Windows has none of it, and there the clock of who waits is the limit."""
    try:
        import resource
    except ImportError:
        return
    for name, value in most.items():
        if (what := getattr(resource, name, None)) is None:
            continue
        hard = resource.getrlimit(what)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(what, (value, value))
        except (ValueError, OSError):  # macOS does not take all of them
            continue
