"""Zero, one and many: every sentence with a number has its words for one, in English and in Dutch."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from ppl.cli.language import translated
from ppl.errors import Text, count
from ppl.reports.status_sentences import what_is_open

CATALOGUE = Path(__file__).parents[2] / "ppl/locale/nl/LC_MESSAGES/ppl.po"
# names of values that are numbers, and the noun in plural behind one of them
NUMBERS = "number|days|weeks|links|activities|commits|records|homes|words|sentences|drawn|runs|errors|remarks|most|less"
PLURAL = re.compile(rf"\{{({NUMBERS})\}} (?:(?:other|open|running) )?([a-z]+s|criteria)\b(?! of XML)")
NO_NOUN = {"is", "as", "this", "was", "has", "others", "does", "shows"}
# sentences whose number is never zero or one, and why
MANY = {
    "the numbers of an invented programme": ("an invented programme",),
    "said where there are more than a few": ("{number} lines become", "{number} running projects have a plan",
                                             "In short: of {number} activities", "the phases of {number} activities"),
    "a limit or a bound of ours": ("signs is too long", "others kept sending", "is less than nothing", "is more than a",
                                   "has more than {most}", "a month has no", "long sentence", "merges {number} cells",
                                   "a month counts {number} weeks", "a week counts {number} days", "less than nothing",
                                   "of the {most}", "{runs} runs cannot", "{most} words"),
    "the term of a project, and its homes, which may be a range": (
        "plan phase", "weeks without the method", "{homes} homes", "hours in the usual order"),
    "the number that only one sentence beside it has": ("Public sources tell of {number} events", "{number} questions",
                                                        "({weeks} weeks)", "({number} weeks)", "{days} days late",
                                                        "These {links} links reach the target",
                                                        "of {activities} activities"),
    "a remark on what git combined, before its number": ("what git combined needs a look",),
    "one says `every week`, without a number": ("every {number} ",),
    "the number stands apart in Dutch": ("Summary (behind your {number} notes)",),
}  # fmt: skip
SOURCES = {str(m.id): str(m.string) for m in read_po(CATALOGUE.open("rb")) if m.id}
WITH_NUMBER = sorted(source for source in SOURCES if (m := PLURAL.search(source)) and m[2] not in NO_NOUN)


def singular(noun: str) -> str:
    """The noun for one."""
    return {"criteria": "criterion"}.get(noun) or (f"{noun[:-3]}y" if noun.endswith("ies") else noun[:-1])


@pytest.mark.parametrize("source", WITH_NUMBER)
def test_a_sentence_for_many_has_one_for_one(source: str) -> None:
    if any(part in source for parts in MANY.values() for part in parts):
        return
    found = PLURAL.search(source)
    assert found is not None
    noun = rf"{re.escape('{' + found[1] + '}')} (?:\w+ )?{singular(found[2])}\b"
    beginning = source[: found.start()].split(" ")[0]
    twins = [one for one in SOURCES if re.search(noun, one) and one.startswith(beginning)]
    assert twins, f"no sentence for one beside: {source}"
    assert all(SOURCES[one] != SOURCES[source] or "jaar" in SOURCES[one] for one in twins)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 weken te laat"), (1, "1 week te laat"), (2, "2 weken te laat"), (1.5, "1,5 weken te laat")],
)
def test_one_of_two_texts_is_chosen_by_the_number(number: float, said: str) -> None:
    text = count(Text("{number} week late"), Text("{number} weeks late"), number)
    assert translated(text, "nl").replace(".", ",") == said


def test_each_use_of_count_has_its_two_texts() -> None:
    used = set()
    for path in (CATALOGUE.parents[3]).rglob("*.py"):
        calls = re.findall(r'count\(\s*Text\(\s*"([^"]+)"[^"]*?\),\s*Text\(\s*"([^"]+)"', path.read_text("utf-8"))
        used |= {(path.name, one, many) for one, many in calls}
    assert len(used) > 40
    assert [one for one in used if "{number}" not in one[1] and "{number}" in one[2]] == []
    assert [one for one in used if one[1] == one[2]] == []


@pytest.mark.parametrize(("late", "said"), [(0, "none overdue"), (1, "1 overdue"), (2, "2 overdue")])
def test_actions_that_are_not_late_are_none(late: int, said: str) -> None:
    from tests.make import TODAY
    from tests.reports.test_status_sentences import action, project

    shown = project(actions=tuple(action(late_days=3 if place < late else 0) for place in range(2)))
    assert said in str(translated(Text("{row}", row=what_is_open(shown, TODAY).text), "en"))
