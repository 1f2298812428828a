"""The questions of a guided score, on a terminal; every answer is kept as a draft at once."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import typer

from ppl.cli.desk import Desk
from ppl.errors import Text
from ppl.model.programme import Criteria
from ppl.model.score import Score
from ppl.rules.scoring import HIGHEST, LOWEST

BACK, OPEN = "<", "-"
YES, NO = ("y", "yes", "j", "ja"), ("n", "no", "nee")
Sent = dict[str, Any]


class Step(NamedTuple):
    """A line to ask; `code` is that of the knock-out or criterion, `number` its place in the set."""

    kind: Literal["pass", "evidence", "value", "reason", "obstacle", "remarks"]
    code: str = ""
    number: int = 0


def ask(desk: Desk, question: Text, current: str = "") -> str:
    """One line from the terminal, without blanks around it. Raises KeyboardInterrupt, also where the input ends."""
    shown = f" [{printable(current)}]" if current else ""
    sys.stdout.flush()
    print(f"{desk.words(question)}{shown}: ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    line = re.sub(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|O.)?", "", line).encode("utf-8", "replace").decode()
    return "".join(sign for sign in line if sign.isprintable()).strip()


def printable(text: str) -> str:
    """A text on one line, unable to steer the terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


class Scoring:
    """A conversation about one project.

    answers: the fields of a score as texts, which the conversation fills in
    others: scores of the assessors, shown where an agreed score is made
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        criteria: Criteria,
        answers: Sent,
        others: Sequence[Score],
        keep: Callable[[], None],
    ) -> None:
        self.desk = desk
        self.title = title
        self.criteria = criteria
        self.answers = answers
        self.others = others
        self.keep = keep
        self.gates = {one.code: one for one in criteria.knock_outs}
        self.scored = {one.code: one for one in criteria.criteria}

    def walk(self) -> None:
        """Ask everything, from the first knock-out to the remarks. Raises KeyboardInterrupt."""
        self.say(self.title)
        self.say(Text("Enter keeps or skips, < goes a step back, - leaves open; all you type is kept as a draft."))
        steps = self._steps()
        place, direction, last = 0, 1, steps[-1]
        while place < len(steps):
            step = steps[place]
            if not self._applies(step):
                place += direction
                continue
            if step != last:
                self._introduce(step)
            last = step
            given = ask(self.desk, self._question(step), self._current(step))
            if given == BACK:
                place, direction = max(place - 1, 0), -1 if place else 1
                continue
            refusal = self._take(step, given)
            if refusal is not None:
                self.say(refusal)
                continue
            self.keep()
            direction = 1
            if step.kind != "obstacle" or given in ("", OPEN):
                place += 1

    def say(self, text: Text | str, indent: str = "", hanging: str = "") -> None:
        """A remark in lines of at most 80 characters."""
        import shutil

        width = max(20, min(80, shutil.get_terminal_size().columns))
        plain = printable(self.desk.words(text))
        rows = textwrap.wrap(plain, width, initial_indent=indent, subsequent_indent=hanging or indent)
        print("\n".join(rows), file=sys.stderr)

    def _steps(self) -> list[Step]:
        steps: list[Step] = []
        for number, code in enumerate(self.gates, 1):
            steps += [Step("pass", code, number), Step("evidence", code, number)]
        for number, code in enumerate(self.scored, 1):
            steps += [Step("value", code, number), Step("reason", code, number)]
        return [*steps, Step("obstacle"), Step("remarks")]

    def _held(self, step: Step) -> dict[str, str]:
        """The answer to a knock-out or criterion so far."""
        field = "knock_outs" if step.kind in ("pass", "evidence") else "scores"
        found = self.answers.setdefault(field, {}).setdefault(step.code, {})
        assert isinstance(found, dict)
        return found

    def _applies(self, step: Step) -> bool:
        """Evidence and reason are asked where there is an answer."""
        return step.kind not in ("evidence", "reason") or bool(
            self._held(step).get("pass" if step.kind == "evidence" else "value")
        )

    def _introduce(self, step: Step) -> None:
        """What is asked: the question, or the criterion with a sentence for each value."""
        if step.kind in ("pass", "value", "obstacle"):
            print(file=sys.stderr)
        if step.kind == "pass":
            total = len(self.gates)
            self.say(Text("Knock-out {number} of {all}: {code}", number=step.number, all=total, code=step.code))
            self.say(self.gates[step.code].question)
        elif step.kind == "value":
            one, total = self.scored[step.code], len(self.scored)
            self.say(Text("Criterion {number} of {all}: {title}", number=step.number, all=total, title=one.title))
            for number in range(LOWEST, HIGHEST + 1):
                if sentence := one.scale.get(str(number)):
                    self.say(sentence, f"  {number}  ", "     ")
        elif step.kind == "obstacle":
            for obstacle in self.answers.get("obstacles", ()):
                self.say(obstacle, "  - ", "    ")
        for assessor, value, reason in self._said(step):
            said = Text("{assessor}: {value} ({reason})", assessor=assessor, value=value, reason=reason)
            self.say(said, "  ", "    ")

    def _said(self, step: Step) -> Iterator[tuple[str, Text | int, str]]:
        """What the assessors said each for themselves, where they agree now."""
        for score in self.others:
            if step.kind == "pass" and (one := score.knock_outs.get(step.code)) is not None:
                yield score.assessor, Text("yes") if one.pass_ else Text("no"), one.evidence
            elif step.kind == "value" and (given := score.scores.get(step.code)) is not None:
                yield score.assessor, given.value, given.reason

    def _question(self, step: Step) -> Text:
        return {
            "pass": Text("Yes or no"),
            "evidence": Text("Evidence"),
            "value": Text("Value, 1 to 5"),
            "reason": Text("Reason"),
            "obstacle": Text("An obstacle (Enter: no more)"),
            "remarks": Text("Other remarks"),
        }[step.kind]

    def _current(self, step: Step) -> str:
        if step.kind == "remarks":
            return str(self.answers.get("remarks") or "")
        if step.kind == "obstacle":
            return ""
        given = self._held(step).get(step.kind, "")
        if step.kind == "pass" and given:
            return self.desk.words(Text("yes") if given == "yes" else Text("no"))
        return given

    def _take(self, step: Step, given: str) -> Text | None:
        """Put an answer in its place; or say why not."""
        if step.kind in ("obstacle", "remarks"):
            self._take_text(step, given)
            return None
        held = self._held(step)
        if given == OPEN:
            held.clear()
        elif step.kind in ("evidence", "reason"):
            if not given and not held.get(step.kind):
                return Text("without it the answer does not count: type it, or - to leave the question open")
            held[step.kind] = given or held[step.kind]
        elif step.kind == "pass" and given:
            if given.lower() not in (*YES, *NO):
                return Text("type yes or no")
            held["pass"] = "yes" if given.lower() in YES else "no"
        elif step.kind == "value" and given:
            if given not in "12345" or len(given) > 1:
                return Text("type a whole number from 1 to 5")
            held["value"] = given
        return None

    def _take_text(self, step: Step, given: str) -> None:
        if step.kind == "remarks":
            if given:
                self.answers["remarks"] = "" if given == OPEN else given
        elif given == OPEN:
            self.answers["obstacles"] = []
        elif given:
            self.answers["obstacles"] = [*self.answers.get("obstacles", ()), given]


# --- the draft -------------------------------------------------------------------------------------------


class Draft:
    """The file in which the answers wait, in the git folder, until they are committed."""

    def __init__(self, desk: Desk, project: str) -> None:
        self.desk = desk
        self.project = project
        self.path: Path | None = None

    def found(self, head: Mapping[str, Any]) -> Sent | None:
        """The answers that wait for the same assessor, set and manner; the latest. Offered, not forced."""
        from ppl.store import yaml_text

        name = re.compile(r"\d{4}-\d\d-\d\d-\d{6}-score-" + re.escape(self.project) + r"-\d+\.yaml")
        for path in sorted((self.desk.folder.git.common_folder / "ppl" / "drafts").glob("*.yaml"), reverse=True):
            if not name.fullmatch(path.name):
                continue
            try:
                held = yaml_text.read(yaml_text.decoded(path.read_bytes()))
            except (OSError, yaml_text.YamlError):
                continue
            if any(held.get(key) != head.get(key) for key in ("assessor", "criteria", "as")):
                continue
            question = Text("A draft of {day} waits. Go on with it?", day=path.name[:10])
            if self.desk.agreed(question):
                self.path = path
                return held
        return None

    def keep(self, fields: Mapping[str, Any]) -> None:
        """Put the answers on disk, so that neither Ctrl-C nor a crash loses them."""
        from ppl.store import yaml_text
        from ppl.store.announce import replace_file

        text = yaml_text.written(fields)
        if self.path is None:
            self.path = self.desk.folder.keep_draft(text, f"score-{self.project}")
        else:
            replace_file(self.path, text.encode(), lasting=True)

    def drop(self) -> None:
        """The answers are committed: the draft may go."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)

    def stop(self) -> typer.Exit:
        """What ends the command when somebody stops halfway (130, as a shell expects)."""
        print(file=sys.stderr)
        if self.path is None:
            self.desk.remark(Text("nothing was written"))
        else:
            self.desk.remark(
                Text("nothing was written; your answers are kept: ppl score {project} goes on", project=self.project)
            )
        return typer.Exit(130)
