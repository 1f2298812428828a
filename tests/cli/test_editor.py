"""Which editor opens where somebody chose none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppl.cli import editor
from ppl.cli.desk import Desk


class Seated(Desk):
    """A desk with somebody at a terminal."""

    is_terminal = True
    shows_on_terminal = True


@pytest.mark.parametrize(
    ("has_chosen", "there", "opens"),
    [
        (False, ("sensible-editor", "nano", "vi"), "nano"),  # it would ask which one, in the middle of a talk
        (True, ("sensible-editor", "nano", "vi"), "sensible-editor"),
        (False, ("sensible-editor", "vi"), "vi"),
        (False, ("sensible-editor",), ""),
    ],
)
def test_debians_own_opens_only_where_somebody_chose_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_chosen: bool, there: tuple[str, ...], opens: str
) -> None:
    for name in there:
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    if has_chosen:
        (tmp_path / ".selected_editor").write_text('SELECTED_EDITOR="/bin/nano"\n')
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.name", "posix")
    desk = Seated({"PATH": str(tmp_path), "HOME": str(tmp_path)})
    assert editor.has_editor(desk) is bool(opens)
    assert editor._command(desk) == opens
