"""Every field of every kind is explained, in English and in Dutch: in the form of `ppl new` and by `ppl schema`."""

from collections.abc import Callable

import pytest

from ppl.cli.desk import Desk
from ppl.errors import Text
from ppl.model.fields import descriptions, fields
from ppl.model.kinds import KINDS, Kind
from ppl.resources import catalogue
from ppl.store.edits import form
from tests.conftest import Kb

Run = Callable[..., tuple[int, str, str]]
MADE = [kind for kind in KINDS if not kind.is_fixed]


@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.name)
def test_every_field_says_what_it_is_in_both_languages(kind: Kind) -> None:
    said, dutch = descriptions(kind.record), catalogue("nl").gettext
    for field in fields(kind.record):
        assert said.get(field.name), f"{kind.name}: {field.name} is not explained"
        assert dutch(said[field.name]) != said[field.name], f"{kind.name}: {field.name} is not explained in Dutch"


def test_the_form_explains_its_fields_in_the_language_of_its_reader() -> None:
    project = next(kind for kind in KINDS if kind.name == "project")
    text = form(project, {}, Desk({"PPL_LANG": "nl"}).words)
    assert "name:  # naam van het project\n" in text and "# lot:  # het perceel waar het bij hoort" in text
    assert form(project, {}, lambda text: str(Text("{text}", text=text))).startswith("name:  # name of the project\n")


def test_the_schema_is_a_table_for_people_and_json_for_editors(kb: Kb, in_process: Run) -> None:
    kb.environment["PPL_LANG"] = "nl"
    _, out, _ = in_process(kb, "schema", "project", "--format", "screen")
    assert "name*" in out and "naam van het project" in out and "{" not in out
    assert in_process(kb, "schema", "project")[1].startswith("{")
