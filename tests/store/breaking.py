"""Run ppl in a forked process that breaks at its n-th write, rename, removal or git step."""

# ruff: noqa: SIM115, PTH118, PTH110
from __future__ import annotations

import builtins
import errno
import io
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ppl.store.git.process import GitError, Process

KILLED = 9
WRITING = ("git fast-import", "git update-index", "git update-ref", "git read-tree", "git commit-tree", "git hook")


class Breaker:
    """Counts steps that change disk or repository, and breaks at one of them.

    how: kill, interrupt, or the name of an errno; after: once the step is done, instead of before
    lasting: an errno comes at every later writing step too
    A git command that writes meets an errno as a refusal by git.
    """

    def __init__(self, at: int = 0, how: str = "kill", after: bool = False, lasting: bool = False) -> None:
        self.at = at
        self.how = how
        self.after = after
        self.lasting = lasting
        self.steps: list[str] = []

    def step(self, name: str, do: Callable[[], Any], writes: bool = True) -> Any:
        self.steps.append(name)
        here = len(self.steps) == self.at
        if self.how.startswith("E"):
            if writes and (here or (self.lasting and self.at and len(self.steps) > self.at)):
                number = getattr(errno, self.how)
                raise OSError(number, os.strerror(number), name.partition(" ")[2])
            return do()
        if here and not self.after:
            self._break()
        try:
            return do()
        finally:
            if here and self.after:
                self._break()

    def _break(self) -> None:
        if self.how == "kill":
            os._exit(KILLED)
        raise KeyboardInterrupt

    def install(self) -> None:
        """Put itself between ppl and the disk. For a process that ends soon."""
        for name in ("replace", "unlink", "rmdir", "mkdir", "fsync", "link"):
            setattr(
                os, name, self._wrapped(name, getattr(os, name), writes=name in ("replace", "mkdir", "fsync", "link"))
            )
        real_open, real_run = builtins.open, subprocess.run

        def opened(file: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
            if not set(mode) & set("wax+") or isinstance(file, int):
                return real_open(file, mode, *args, **more)
            return _File(self, str(file), self.step(f"open {file}", lambda: real_open(file, mode, *args, **more)))

        def run(*args: Any, **more: Any) -> Any:
            name = " ".join(args[0][:2]) if isinstance(args[0], list) else str(args[0])
            try:
                return self.step(name, lambda: real_run(*args, **more), writes=name in WRITING)
            except OSError as error:
                if not self.how.startswith("E"):
                    raise
                return subprocess.CompletedProcess(args[0], 128, b"", f"fatal: {error.strerror}".encode())

        real_started = Process.started

        def started(process: Any, args: tuple[str, ...], **more: Any) -> Any:
            try:
                return self.step(f"git {args[0]}", lambda: real_started(process, args, **more))
            except OSError as error:
                raise GitError(args[0], f"fatal: {error.strerror}") from None

        builtins.open = opened
        io.open = opened
        subprocess.run = run
        Process.started = started  # type: ignore[method-assign,assignment]

    def _wrapped(self, name: str, real: Callable[..., Any], writes: bool) -> Callable[..., Any]:
        return lambda *args, **more: self.step(f"{name} {args[0]}", lambda: real(*args, **more), writes)


class _File:
    def __init__(self, breaker: Breaker, name: str, file: Any) -> None:
        self._breaker, self._name, self._file = breaker, name, file
        self._is_written = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *what: Any) -> None:
        self._breaker.step(f"close {self._name}", self._file.close, writes=self._is_written)

    def write(self, data: Any) -> Any:
        self._is_written = True
        return self._breaker.step(f"write {self._name}", lambda: self._file.write(data))


class Ended(NamedTuple):
    """How a forked run ended; `steps` is empty where it was killed."""

    code: int
    out: str
    err: str
    steps: list[str]


def forked(cwd: Path, environment: Mapping[str, str], run: Callable[[], None], breaker: Breaker | None = None) -> Ended:
    """Run something in a fork of this process, with this environment, in this folder."""
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, name) for name in ("out", "err", "steps")]
        child = os.fork()
        if child == 0:
            _child(cwd, environment, run, breaker or Breaker(), names)
        _, status = os.waitpid(child, 0)
        out, err, steps = (Path(n).read_text() if os.path.exists(n) else "" for n in names)
        return Ended(os.waitstatus_to_exitcode(status), out, err, steps.splitlines())


def _child(
    cwd: Path, environment: Mapping[str, str], run: Callable[[], None], breaker: Breaker, names: list[str]
) -> None:
    code = 70
    try:
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(environment)
        sys.stdin = open(os.devnull)
        sys.stdout, sys.stderr = open(names[0], "w", buffering=1), open(names[1], "w", buffering=1)
        log = open(names[2], "w")
        breaker.install()
        try:
            run()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1 if end.code else 0
        except KeyboardInterrupt:
            code = 130
        except BaseException:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        log.write("\n".join(breaker.steps))
        log.flush()
    finally:
        os._exit(code)


def ppl(*args: str) -> Callable[[], None]:
    """ppl with these arguments, to be run in a fork."""

    def run() -> None:
        from ppl.cli.app import main

        main(args)

    return run
