"""Every reader, and the merge, with inputs that went wrong: a value or ppl's own refusal comes out, within seconds.

`finds` draws inputs by a seed and gives those that end otherwise. They are kept, cut down, in tests/corpus/<reader>/,
which every run of the tests reads again.
"""

from __future__ import annotations

import datetime
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any, NamedTuple

from ppl.errors import PplError
from ppl.model.kinds import KIND, kind_of_path
from ppl.model.plan import Plan
from ppl.model.record import Part
from ppl.model.session import Session
from ppl.operations.received import received
from ppl.planners import action_list, action_values
from ppl.planners.plan_from_tasks import imported_plan
from ppl.planners.reading import read as planning_in
from ppl.planners.remarks import Remarks
from ppl.readers.forms import session as forms
from ppl.readers.forms.answers import entry
from ppl.readers.forms.printed import Points
from ppl.readers.forms.questions import reply
from ppl.readers.forms.seal import seal_form
from ppl.readers.notes import session as notes
from ppl.readers.words import Names, Words
from ppl.store import codec
from ppl.store.merge.driver import merged_record
from ppl.store.merge.lines import merged_lines
from ppl.store.merge.texts import merged_text
from ppl.store.merge.values import merged_fields
from ppl.store.record_files import decode_record
from ppl.yaml import text as yaml_text
from ppl.yaml.ambiguities import ambiguities
from ppl.yaml.edit import edit_text
from tests.mutation import DAYS, FIGURES, SIGNS, mutated, mutated_archive
from tests.store.form_text import WORDS
from tests.store.planners.reading import asked

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests/corpus"
TODAY = datetime.date(2026, 3, 4)
PATIENCE = 2.0  # seconds of the processor for reading an input
BETWEEN = b"\n@@@@@@@@\n"  # the three texts of a merge


class Input(NamedTuple):
    """What a reader gets. kind: of the record that it is meant to be; empty where the reader knows no kinds"""

    kind: str
    data: bytes


class Reader(NamedTuple):
    """Something that understands what others wrote.

    samples: inputs as they are; draw: one that went wrong; read: raises PplError or YamlError for what it refuses
    number: how many inputs of a seed the tests take; ending: of the names of its files in the corpus
    times: how often `read` reads it
    """

    name: str
    samples: Callable[[], Sequence[Input]]
    draw: Callable[[Random, Sequence[Input]], Input]
    read: Callable[[Input], None]
    number: int
    ending: str
    times: int = 1


class Find(NamedTuple):
    """An input that ended neither in a value nor in a refusal, and how."""

    input: Input
    flaw: BaseException


class TooLongError(Exception):
    """Reading took longer than anybody waits."""


def finds(reader: Reader, seed: int, number: int) -> Iterator[Find]:
    """What went wrong with so many inputs drawn by a seed."""
    random, samples = Random(f"{reader.name} {seed}"), reader.samples()
    for _ in range(number):
        one = reader.draw(random, samples)
        if (flaw := flaw_of(reader, one)) is not None:
            yield Find(one, flaw)


def flaw_of(reader: Reader, one: Input) -> BaseException | None:
    """What reading it raises beside refusals; None where all is well."""
    try:
        with _patience(reader.times):
            reader.read(one)
    except (PplError, yaml_text.YamlError):
        return None
    except Exception as flaw:  # whatever it is: that is what is looked for
        return flaw
    return None


@contextmanager
def _patience(times: int) -> Iterator[None]:
    """Raises TooLongError after PATIENCE seconds of work each time (of the processor: a slow machine is no find)."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE * times)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def corpus(reader: Reader) -> list[Path]:
    """The files of its earlier finds: `<kind>.<what>.<ending>`, or without a kind."""
    return sorted((CORPUS / reader.name).glob(f"*.{reader.ending}"))


def kept(path: Path) -> Input:
    """The input that a file of the corpus holds."""
    kind, _, rest = path.name.partition(".")
    return Input(kind if "." in rest else "", path.read_bytes())


# --- records -----------------------------------------------------------------------------------------


@cache
def _records() -> tuple[Input, ...]:
    """Records of every kind that lie in this repository: the smaller ones, and at most a few of each kind."""
    found: dict[str, list[Input]] = {}
    for base in (ROOT / "data", ROOT / "tests/kb/data", *sorted((ROOT / "tests/specimens").glob("*/data"))):
        for path in sorted(base.rglob("*.yaml")):
            kind = kind_of_path(path.relative_to(base).as_posix())
            if kind is not None and path.is_file() and path.stat().st_size < 6000:
                found.setdefault(kind.name, []).append(Input(kind.name, path.read_bytes()))
    return tuple(one for those in found.values() for one in those[:6])


def _draw(random: Random, samples: Sequence[Input]) -> Input:
    one = random.choice(samples)
    return Input(one.kind, mutated(random, one.data, random.choice(samples).data))


def _read_record(one: Input) -> None:
    kind = KIND[one.kind]
    record, problems = decode_record(kind, kind.paths[0].replace("*", "a"), one.data)
    assert record is not None or problems, "no record, and no reason"
    text = yaml_text.decode(one.data)
    list(ambiguities(text))
    raw = yaml_text.read(text)
    assert yaml_text.read(yaml_text.to_text(codec.marked_plain(kind.record, raw))) == _written(kind.record, raw)


def _written(cls: type[Part], raw: dict[str, Any]) -> Any:
    """What a file of these fields holds: numbers and days lose the blanks around them."""
    return _bare(codec.marked_plain(cls, raw))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _bare(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_bare(item) for item in value]
    return value if value is None else str(value)


# --- merges ------------------------------------------------------------------------------------------


def _draw_merge(random: Random, samples: Sequence[Input]) -> Input:
    """A record, and what two made of it: by their editor, or by ppl; the record itself may be odd already."""
    one, other = random.choice(samples), random.choice(samples)
    base = _side(random, one.kind, one.data, other.data) if random.random() < 0.3 else one.data
    return Input(one.kind, BETWEEN.join((base, *(_side(random, one.kind, base, other.data) for _ in range(2)))))


def _side(random: Random, kind: str, data: bytes, other: bytes) -> bytes:
    """The record as somebody changed it; mostly one that can be read."""
    if random.random() < 0.5:
        try:
            text, fields = yaml_text.decode(data), yaml_text.read(yaml_text.decode(data))
            other_fields = yaml_text.read(yaml_text.decode(other))
            fields = _changed(random, fields, other_fields) if fields else other_fields
        except yaml_text.YamlError:
            return data
        return edit_text(text, codec.marked_plain(KIND[kind].record, fields)).encode("utf-8", "replace")
    for _ in range(5):
        found = mutated(random, data, other)
        try:
            yaml_text.read(yaml_text.decode(found))
            break
        except yaml_text.YamlError:
            pass
    return found


def _changed(random: Random, value: Any, other: Any) -> Any:
    """The value with something in it gone, doubled, or of another one."""
    if isinstance(value, dict) and value:
        key = random.choice(list(value))
        if random.random() < 0.2:
            return {name: item for name, item in value.items() if name != key}
        if isinstance(other, dict) and other and random.random() < 0.2:
            return {**value, **dict(random.choices(list(other.items()), k=2))}
        return {**value, key: _changed(random, value[key], other)}
    if isinstance(value, list) and value and random.random() < 0.8:
        place = random.randrange(len(value))
        new = random.choice(([], [value[place]] * 2, [_changed(random, value[place], other)]))
        return [*value[:place], *new, *value[place + 1 :]]
    odd: tuple[Any, ...] = (None, "", [], ["x"], {}, {"id": "a1"}, other, *SIGNS, *FIGURES[:15], *DAYS)
    return random.choice((f"{value} {random.choice(SIGNS)}x", f"een\n{value}\n", random.choice(odd)))


def _read_merge(one: Input) -> None:
    texts = [yaml_text.decode(data) for data in one.data.split(BETWEEN, 2)]
    base, ours, theirs = (*texts, "", "")[:3]
    kind = KIND[one.kind]
    for before in (base, None):
        _merge(kind, before, ours, theirs)
    rows = [text.split("\n") for text in (base, ours, theirs)]
    assert merged_lines(rows[0], rows[1], rows[0]) == rows[1]
    states = [yaml_text.read(text) for text in (base, ours, theirs)]
    assert merged_fields(states[0], states[1], states[0]).fields == states[1]
    merged_fields(states[0], states[1], states[2])


def _merge(kind: Any, base: str | None, ours: str, theirs: str) -> None:
    found, turned = merged_text(kind, base, ours, theirs), merged_text(kind, base, theirs, ours)
    assert (found and found.text) == (turned and turned.text), "each side gets another file"
    if found is not None:
        yaml_text.read(_readable(found.text))
    whole = merged_record(kind, base, ours, theirs)
    if whole is not None and whole[1]:
        yaml_text.read(_readable(whole[0]))


def _readable(text: str) -> str:
    try:
        yaml_text.read(text)
    except yaml_text.YamlError as error:
        raise AssertionError(f"what was merged cannot be read: {error.line}: {error.what}") from None
    return text


# --- forms and notes ---------------------------------------------------------------------------------


def _examples(*names: str) -> Sequence[Input]:
    return tuple(Input("", (ROOT / "examples" / name).read_bytes()) for name in names)


def _form_samples() -> Sequence[Input]:
    from tests.store.test_session_form import PRINTED

    names = sorted(path.name for path in (ROOT / "examples").glob("session-*.md"))
    return (*_examples(*names), Input("", PRINTED.encode()), Input("", seal_form(PRINTED).encode()))


def _note_samples() -> Sequence[Input]:
    return _examples("mail.txt", "notes.txt", "notes-meeting.txt", "session-terse.md", "session-typos.md")


def _read_form(one: Input) -> None:
    text = yaml_text.decode(one.data)
    forms.is_form(text)
    forms.noted(text)
    _entry(forms.read(text, WORDS, TODAY))


def _read_notes(one: Input) -> None:
    text = yaml_text.decode(one.data)
    _entry(notes.read(text, WORDS, TODAY, ("waterrijk",)))
    notes.read(text, Words({}, {}, {}), datetime.date.max)


def _entry(form: forms.Form) -> None:
    """What a form or notes came to can be kept as a draft, and is a session whose flaws have a sentence."""
    raw = codec.marked_plain(Session, form.fields)
    text = yaml_text.to_text(raw)
    assert yaml_text.read(text) == _bare(raw)
    _, flaws = codec.record(Session, yaml_text.read(text))
    for flaw in flaws:
        assert str(flaw.what) and str(flaw.remedy)


# --- planners' files ---------------------------------------------------------------------------------


@cache
def _csv_samples() -> Sequence[Input]:
    data = _examples("planning.csv")[0].data
    text = data.decode("utf-8-sig")
    return tuple(
        Input("", one)
        for one in (data, text.encode("utf-16"), text.replace(";", ",").encode("cp1252", "replace"), OWN, WORDY)
    )


OWN = (
    b"id;activity;weeks;after;optimistic;pessimistic;planned start;actual start;actual end;owner\n"
    b"A;Start;4;;2;8;2026-09-01;2026-09-01;;architect\nB;Go on;2-3 w;A;;;;;;\nC;End;0;B+2w, A SS+50%;;;;;;\n"
)
WORDY = b"sep=;\nnr;taak;duur;begin;eind;voorganger\n1;Fase;;07-09-2026;;\n1.1;Werk;3 mnd;7 sept 2026;2026-W50;\n"


def _draw_archive(random: Random, samples: Sequence[Input]) -> Input:
    one = random.choice(samples)
    return Input("", mutated_archive(random, one.data, random.choice(samples).data))


def _read_planning(one: Input) -> None:
    found = imported_plan(planning_in("planning", one.data), asked())
    for problem in found.problems:
        assert str(problem.what) and str(problem.remedy)
    text = yaml_text.to_text(codec.raw(found.plan))
    plan, flaws = codec.record(Plan, yaml_text.read(text), "waterrijk/plan")
    assert plan is not None and not [one for one in flaws if one.level == "error"], flaws


LISTS = (
    "Actielijst;;;\n;;;\nNr;Actie;Wie;Gereed;Status;Opmerking\n1;Kaart maken;projectleider (gemeente);vrijdag;x;\n",
    "Actie;Wie;Gereed;Status;Opmerking\nGrond taxeren;Xq Verzonnen;week 5;wacht op de raad;nee\n;-;1-2-2026;af;\n",
    "What,Who,Due,State,Project,Waits on\nMap,project leader,2026-02-01,done,waterrijk,\nSurvey,,n/a,50%,,council\n",
)


def _read_actions(one: Input) -> None:
    raw = action_list.read("actions", one.data, action_values.is_day)
    remarks = Remarks(raw.name, raw.problems)
    is_month_first = action_values.month_first(raw.rows, remarks)
    roles = Names(WORDS.roles, has_short=True)
    for row in raw.rows:
        found = action_values.understood(row, None, None, [], TODAY, is_month_first, remarks)
        assert found.text and all(any(one) for one in action_values.doers(row.owner, roles))
    for problem in remarks.problems:
        assert str(problem.what) and str(problem.remedy)


# --- mails, documents and the plain form ---------------------------------------------------------------


def _read_received(one: Input) -> None:
    for name in ("reply.eml", "minutes.docx"):
        if (name == "reply.eml") != one.data.startswith(b"PK"):
            found = received(name, one.data, TODAY)
            assert found is not None
            _entry(notes.read(found.text, WORDS, TODAY, ("waterrijk",)))
            _entry(entry(reply(found.text, POINTS, TODAY), POINTS, WORDS, TODAY))
            break


POINTS = Points((("s#a1", "vraag de netbeheerder om een datum"),), (("tekort", "Tekort op de grond"),))


READERS = (
    Reader("actions", lambda: [Input("", one.encode()) for one in LISTS], _draw, _read_actions, 40, "csv"),
    Reader("records", _records, _draw, _read_record, 300, "yaml"),
    Reader("merge", _records, _draw_merge, _read_merge, 50, "txt", times=10),
    Reader("forms", _form_samples, _draw, _read_form, 100, "md"),
    Reader("notes", _note_samples, _draw, _read_notes, 120, "txt"),
    Reader("csv", _csv_samples, _draw, _read_planning, 40, "csv"),
    Reader("xlsx", lambda: _examples("planning.xlsx"), _draw_archive, _read_planning, 20, "xlsx"),
    Reader("mails", lambda: _examples("reply.eml"), _draw, _read_received, 60, "eml"),
    Reader("documents", lambda: _examples("minutes.docx"), _draw_archive, _read_received, 30, "docx"),
    Reader("mspdi", lambda: _examples("planning.xml"), _draw, _read_planning, 40, "xml"),
)
