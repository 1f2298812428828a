"""A file that somebody named is written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ppl.store import files
from ppl.store.files import write_named


def test_what_stood_there_stays_where_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = tmp_path / "rapport.docx"
    report.write_bytes(b"the report of last month")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_keep_mode", full)
    with pytest.raises(OSError, match="No space"):
        write_named(report, b"x" * 100_000)
    assert report.read_bytes() == b"the report of last month"
    assert [one.name for one in tmp_path.iterdir()] == ["rapport.docx"]


def test_a_link_stays_a_link_and_its_file_keeps_its_mode(tmp_path: Path) -> None:
    there, link = tmp_path / "there.pdf", tmp_path / "link.pdf"
    there.write_bytes(b"old")
    there.chmod(0o640)
    link.symlink_to(there)
    write_named(link, b"new")
    assert link.is_symlink() and there.read_bytes() == b"new"
    assert stat.S_IMODE(there.stat().st_mode) == 0o640


def test_a_pipe_is_written_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_named(pipe, b"%PDF")
        assert os.read(reader, 10) == b"%PDF"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_named(tmp_path / "none" / "x.pdf", b"%PDF")
    assert not (tmp_path / "none").exists()
