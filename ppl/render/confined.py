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
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import Any

from jinja2 import DictLoader

from ppl.errors import TemplateError, Text
from ppl.render import markup, shape, templates
from ppl.render.sandbox import MOST_CHARACTERS, Sandbox, TimeUpError, filled_in
from ppl.resources import catalogue

MEMORY = 512 * 2**20
TICK = 0.02
ENVIRONMENT = {"markdown": templates.environment, "markup": markup.environment}
_SENTENCE = "{day}"
_TOO_LONG = Text("what it makes takes longer to read than a template may")
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
    """Read a question from stdin, and what is to be filled behind it; write an answer to stdout for each, a line.

    Where one cannot be filled, no other is tried of the same template in the same language.
    """
    asked = pickle.load(sys.stdin.buffer)
    for module in asked["modules"]:
        import_module(module)
    environments = {where: _ready(*where) for where in asked["environments"]}
    for environment in environments.values():
        environment.confine(asked["texts"])
    clock = _Clock(asked["seconds"])
    clock.start()
    _limit_room(asked["cpu_seconds"])
    failed = set()
    for _ in range(asked["number"]):
        surface, language, name, data, wants = pickle.load(sys.stdin.buffer)
        said: dict[str, Any] = {"is_skipped": True}
        if (name, language) not in failed:
            clock.begin()
            said = answer(environments[surface, language], name, data)
            if wants != "text" and "text" in said:
                said = _shape(name, said["text"]) if wants == "shape" else {}
            clock.end()
        if "why" in said:
            failed.add((name, language))
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


def answer(environment: Sandbox, name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The text of a template, or where and why it cannot be filled (is_ours: in a sentence of ppl)."""
    try:
        return {"text": filled_in(environment, name, data, MOST_CHARACTERS)}
    except TemplateError as error:
        values = error.what.values
        why = values.get("why", error.what)
        source = why.source if isinstance(why, Text) else why
        return {"place": values.get("place", name), "why": source, "is_ours": isinstance(why, Text)}


def _shape(name: str, text: str) -> dict[str, Any]:
    """What a text is made of, in the time of its template."""
    try:
        found = shape.of(name, text)
    except (TimeUpError, MemoryError, RecursionError):
        return {"place": name, "why": _TOO_LONG.source, "is_ours": True}
    layout = [[*key, number] for key, number in found.layout.items()]
    return {"layout": layout, "fault": found.fault and [found.fault.source, found.fault.values]}


def _ready(surface: str, language: str) -> Sandbox:
    """The sandbox, with all imported and read that it may need once no file can be opened any more."""
    for name in _IMPORTED_WHEN_USED:
        import_module(name)
    environment = ENVIRONMENT[surface](catalogue(language).gettext, language)
    shown = "{{ 1.5|number }}{{ day|date }}" + "{{ 0.5|percent }}{{ said }}" * (surface == "markdown")
    day = datetime.date(2026, 1, 1)
    for name in ("a.md.j2", "a.svg.j2", "a.html.j2"):
        shape.of(name, "<p>een <b>*twee*</b> [drie](https://voorbeeld.nl) | a |\n| - | &amp;</p>")
    environment.from_string(shown).render(day=day, said=Text(_SENTENCE, day=day))
    for faulty in ("{{ nothing }}", "{% if %}"):
        with suppress(TemplateError):
            environment.loader = DictLoader({"faulty": faulty})
            filled_in(environment, "faulty", {})
    return environment


class _Clock(threading.Thread):
    """Ends a template that takes too long at the line where it is. seconds: for each one"""

    def __init__(self, seconds: float) -> None:
        def stop(number: int, frame: FrameType | None) -> None:
            raise TimeUpError

        super().__init__(daemon=True)
        signal.signal(signal.SIGINT, stop)
        self.seconds = seconds
        self.ends = math.inf

    def begin(self) -> None:
        """From now on it runs."""
        self.ends = time.monotonic() + self.seconds

    def end(self) -> None:
        """It waits for the next one."""
        self.ends = math.inf

    def run(self) -> None:
        """Look at the time, for ever."""
        while True:
            time.sleep(TICK)
            if time.monotonic() > self.ends:
                self.ends = math.inf
                _thread.interrupt_main()


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
