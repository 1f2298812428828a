"""A knowledge base in a folder that a cloud service copies is refused, with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppl.store.clouds import cloud_of
from tests.conftest import Kb


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("/home/p/OneDrive/kennis", "OneDrive"),
        ("/home/p/OneDrive - Gemeente Nergenshuizen/kennis", "OneDrive"),
        ("/Users/p/Dropbox (Bureau)/kennis", "Dropbox"),
        ("/Users/p/Library/Mobile Documents/com~apple~CloudDocs/kennis", "iCloud Drive"),
        ("/home/p/Google Drive/kennis", "Google Drive"),
        ("/home/p/dropbox-notities/kennis", None),
        ("/home/p/kennis", None),
    ],
)
def test_a_cloud_is_known_by_its_folder(folder: str, cloud: str | None) -> None:
    assert cloud_of(Path(folder)) == cloud


def test_nothing_is_written_in_a_folder_that_a_cloud_copies(kb: Kb) -> None:
    place = kb.root.parent / "OneDrive - Bureau"
    place.mkdir()
    moved = Kb(kb.root.rename(place / "kb"), kb.environment)
    done = moved.ppl("set", "waterrijk", "homes.min=100")
    assert done.returncode == 4
    assert "OneDrive, which copies files while git writes them" in done.stderr
    assert "ppl sync" in done.stderr
    assert moved.ppl("show", "waterrijk").returncode == 0
    done = moved.ppl("init", str(place / "nieuw"))
    assert (done.returncode, (place / "nieuw").exists()) == (4, False)
    done = moved.ppl("demo", str(place / "voorbeeld"))
    assert (done.returncode, (place / "voorbeeld").exists()) == (4, False)
