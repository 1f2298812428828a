"""Values in the words that people use: `wekelijks gesprek`, `afgerond`, `26 november 2026` for a code or a day."""

import datetime
import re
from collections.abc import Collection, Mapping
from functools import cache, cached_property
from typing import Any

from ppl.errors import Field, Problem, Text, UsageError, near, one_of
from ppl.model.fields import Shape
from ppl.model.items import Listable
from ppl.model.query import condition_of
from ppl.model.record import Code, Part, choice_words
from ppl.operations.field_keys import dutch_words, english_assignment, in_english, key_remedy
from ppl.readers import days, field_keys
from ppl.readers.words import STATES, Names
from ppl.resources import catalogue
from ppl.rules.check_links import code_lists
from ppl.store.codec import Flaw
from ppl.store.folder import Folder
from ppl.yaml import text as yaml_text
from ppl.yaml.keys import Renamed, with_values

Day = datetime.date
AHEAD = {"due_on", "next_on", "review_on", "until", "goal_on", "planned_on", "decide_by", "recovers_by", "check_on",
         "check_again_on", "by", "planned_start_on", "retain_until"}  # fmt: skip
OWN_DAY = ("held_on", "opened_on", "decided_on", "started_on", "noted_on")  # by which a record's other days are read
_PART = r"\d{4}(-\d\d(-\d\d)?)?"
DAY_IN_PART = rf"{_PART}|({_PART})?\.\.{_PART}"
TRUTH = {"ja": "yes", "nee": "no", "waar": "yes", "onwaar": "no"}


class Spoken:
    """The values that people mean in one knowledge base. folder: None outside one, where no list says its codes."""

    def __init__(self, folder: Folder | None, today: Day) -> None:
        self.folder = folder
        self.today = today
        self._names: dict[str, Names] = {}

    def text(self, text: str, cls: type[Part]) -> tuple[str, list[Renamed]]:
        """A YAML text with the fields and values of a class as files hold them, and which were called otherwise."""
        text, keys = in_english(text, cls)
        own_day = self._own_day(text, cls)

        def word(at: Field, value: str) -> str | None:
            of = field_keys.shape_at(cls, at, dutch_words)
            return self.value(of, str(at[-1]), value, own_day) if of is not None and at else None

        text, values = with_values(text, word)
        return text, keys + values

    def assignment(self, cls: type[Part], assignment: str) -> str:
        """`FIELD=VALUE`, or with another sign, with field and value as files hold them."""
        assignment = english_assignment(cls, assignment)
        match = re.fullmatch(r"([^=+!<>]+)([+!<>]?=|[<>])(.+)", assignment, re.S)
        if match is None or match[3].startswith(("[", "{")):
            return assignment
        steps = (step for step in re.split(r"[.\[\]#]+", match[1]) if step)
        at = tuple(int(step) if step.isdecimal() else step for step in steps)
        of = field_keys.shape_at(cls, at, dutch_words)
        meant = self.value(of, str(at[-1]), match[3], self.today) if of is not None else None
        return match[1] + match[2] + (meant or match[3])

    def value(self, of: Shape, name: str, text: str, today: Day) -> str | None:
        """What a file holds in a field for a value that people write; None where it stands so, or means nothing."""
        if isinstance(of.mark, Code) and of.form in ("text", "either"):
            names = self._names_of(of.mark.vocabulary, text)
            return _other(names.code(text) if names else None, text)
        return _meant(of, name, text, today)

    def _names_of(self, vocabulary: str, text: str) -> Names | None:
        if self.folder is None or not text.strip():
            return None
        if vocabulary not in self._names:
            entries = self._codes.get(vocabulary, {}).items()
            self._names[vocabulary] = Names({code: _words(e) for code, e in entries}, has_short=vocabulary == "roles")
        return self._names[vocabulary]

    @cached_property
    def _codes(self) -> Mapping[str, Mapping[str, Any]]:
        assert self.folder is not None
        every = code_lists(["areas", "bodies", "roles", "vocabularies"])
        return self.folder.read_refs(every)[0].codes

    def _own_day(self, text: str, cls: type[Part]) -> Day:
        """The day of the record that a text holds, else today."""
        try:
            fields = yaml_text.read(text)
        except yaml_text.YamlError:
            return self.today
        typed = next((value for name in OWN_DAY if isinstance(value := fields.get(name), str)), "")
        return days.day(typed, self.today, ahead=False) or self.today


def _words(entry: Any) -> tuple[str, str, tuple[str, ...]]:
    """What an entry of a list is called: a term by its words, a body or an area by its name."""
    named = getattr(entry, "name", None) or getattr(entry, "title", None) or ""
    return getattr(entry, "nl", named), getattr(entry, "en", None) or "", tuple(getattr(entry, "synonyms", ()))


def remedy(cls: type[Part], flaw: Flaw | Problem, today: Day) -> Text:
    """What to do about a flaw: where somebody wrote a key, a word or a day as people do, how a file holds it."""
    value = flaw.what.values.get("value")
    if not (flaw.field and isinstance(value, str) and flaw.check in ("type", "unknown-code")):
        return key_remedy(cls, flaw)
    of = field_keys.shape_at(cls, flaw.field, dutch_words)
    if of is None:
        return flaw.remedy
    if of.form == "choice":
        return choice_remedy(value, of.choices)
    name = str(flaw.field[-1])
    meant = _meant(of, name, value, today)
    if meant is None and of.form in ("date", "partial") and (spelled := days.meant(value, today)):
        meant = _meant(of, name, spelled, today) or spelled
    return Text("did you mean `{near}`?", near=meant) if meant else flaw.remedy


def refuse_unknown_choice(kind: Listable, condition: str) -> None:
    """Raises UsageError where a condition asks for a value that the field of this kind cannot have."""
    asked = condition_of(condition)
    if asked is None or asked.sign not in ("=", "!="):
        return
    name, value = asked.name, asked.value
    of = field_keys.shape_at(kind.record, tuple(name.split(".")), dutch_words)
    if value and of is not None and of.form == "choice" and value not in of.choices:
        what = Text("no {kind} has `{value}` in `{name}`", kind=Text(kind.name), value=value, name=name)
        raise UsageError(what, choice_remedy(value, of.choices))


def choice_named(value: str, choices: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The choice that a word means; where it means none, the one that it nearly means."""
    names = _choice_names(choices)
    if code := names.code(value):
        return code, None
    found = near(value, names.codes)
    return None, names.codes[found[0]] if found else None


def choice_remedy(value: str, choices: tuple[str, ...]) -> Text:
    """Which choice somebody meant, by any of its words; and all there are."""
    names = _choice_names(choices)
    return one_of(names.code(value) or value, choices, also=names.codes, spoken=choice_words(choices))


def _meant(of: Shape, name: str, text: str, today: Day) -> str | None:
    """The choice, the day or the truth that a text means, where it does not stand so already."""
    if of.form == "choice":
        return _other(_choice_names(of.choices).code(text) if text not in of.choices else None, text)
    if of.form in ("date", "partial") and not re.fullmatch(DAY_IN_PART, text.strip()):
        is_ahead = name in AHEAD
        day = days.due(text, today) if is_ahead else days.day(text, today, ahead=False)
        return day.isoformat() if day else None
    return TRUTH.get(text.strip().lower()) if of.form == "truth" else None


def _other(code: str | None, text: str) -> str | None:
    return code if code != text else None


@cache
def _choice_names(choices: Collection[str]) -> Names:
    """The words of an enumeration: the code, its label in Dutch, and what people say besides."""
    dutch = catalogue("nl").gettext
    said = {choice: STATES.get(choice, ("", "", ())) for choice in choices}
    return Names({choice: (dutch(choice), nl, (en, *also)) for choice, (nl, en, also) in said.items()})
