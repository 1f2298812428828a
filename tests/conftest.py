"""What many tests need: a small knowledge base in a repository of its own, and ppl run in it."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from tests import once, processes
from tests.packed import pack

settings.register_profile("new", max_examples=40, deadline=None, print_blob=True)
settings.register_profile("same", max_examples=40, deadline=None, derandomize=True)
settings.register_profile("more", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("deep", max_examples=1500, deadline=None, phases=[Phase.generate], database=None)
settings.load_profile(os.environ.get("PPL_HYPOTHESIS", "new"))

# A test run in the background has these ignored, and every program that it starts would inherit that.
for name in ("SIGINT", "SIGHUP", "SIGQUIT"):
    if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) == signal.SIG_IGN:
        signal.signal(getattr(signal, name), signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)

# Thousands of small files that are thrown away: in memory, where there is some.
MEMORY = Path("/dev/shm")
HAS_MEMORY = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2_000_000_000
if HAS_MEMORY and not {"TMPDIR", "PYTEST_DEBUG_TEMPROOT"}.intersection(os.environ):
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None

once.keep_decoded()
once.keep_compiled()

# Looking for garbage after every 700 objects took a twentieth of the time.
gc.set_threshold(20_000, 20, 20)


def pytest_collection_finish() -> None:
    """What is there when the tests begin stays until they end, and is not looked at again."""
    gc.freeze()


KB = Path(__file__).parent / "kb"
TODAY = "2026-03-01"
WHO = {
    "GIT_AUTHOR_NAME": "Test",
    "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "Test",
    "GIT_COMMITTER_EMAIL": "test@example.org",
}
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "PPL_LANG": "en",
    "PPL_TODAY": TODAY,
    "GIT_CONFIG_GLOBAL": processes.NO_GIT_CONFIG,
    "GIT_CONFIG_NOSYSTEM": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    **WHO,
}


class Kb:
    """A knowledge base in a repository, with the environment in which ppl and git run there."""

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        self.root = root
        self.environment = dict(environment)

    def git(self, *args: str, **more: str) -> str:
        done = subprocess.run(
            ["git", *args], cwd=self.root, env={**self.environment, **more}, capture_output=True, text=True
        )
        assert done.returncode == 0, f"git {args}: {done.stderr}"
        return done.stdout

    def ppl(
        self, *args: str, stdin: str | bytes = "", cwd: Path | None = None, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run ppl in a process of its own, without a terminal."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        return processes.run(args, cwd or self.root, {**self.environment, **more}, data)

    def path(self, name: str) -> Path:
        return self.root / "data" / name

    def text(self, name: str) -> str:
        return self.path(name).read_bytes().decode()

    def write(self, name: str, text: str, commit: bool = True) -> None:
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        if commit:
            self.git("add", "--", f"data/{name}")
            self.git("commit", "-q", "-m", f"write {name}", "--", f"data/{name}")

    def head(self) -> str:
        return self.git("rev-parse", "HEAD").strip()

    def status(self) -> str:
        return self.git("status", "--porcelain", "--untracked-files=all")

    def drafts(self) -> list[Path]:
        return sorted((self.root / ".git" / "ppl" / "drafts").glob("*"))


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository that every `kb` is a copy of."""
    root = tmp_path_factory.mktemp("kb") / "kb"
    shutil.copytree(KB, root)
    for args in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "begin")):
        subprocess.run(["git", *args], cwd=root, env=ENVIRONMENT, check=True, capture_output=True)
    pack(root, ENVIRONMENT)
    return root


@pytest.fixture
def kb(repository: Path, tmp_path: Path) -> Kb:
    """A knowledge base of invented municipalities, committed in a repository of its own."""
    shutil.copytree(repository, tmp_path / "kb", symlinks=True)
    found = Kb(tmp_path / "kb", {**ENVIRONMENT, "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")})
    found.git("update-index", "-q", "--refresh")
    return found


@pytest.fixture
def in_process(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """Run ppl in this process: (exit code, stdout, stderr). Fast; without a terminal."""

    def run(kb: Kb, *args: str) -> tuple[int, str, str]:
        from ppl.cli.app import main

        for name in list(os.environ):
            if name.startswith(("GIT_", "PPL_", "LC_", "LANG")):
                monkeypatch.delenv(name)
        for name, value in kb.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(kb.root)
        capfd.readouterr()
        try:
            main(args)
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1 if end.code else 0
        out, err = capfd.readouterr()
        return code, out, err

    yield run
