"""A history rewritten without some texts or files, by git filter-repo: what must be so first, commands, the check."""

import json
import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ppl.errors import StoreError, Text
from ppl.store.files import replace_file
from ppl.store.git.remains import Remains, remains, uncommitted
from ppl.store.git.remote import masked
from ppl.store.git.repository import Git
from ppl.store.index_files import remove_indexes
from ppl.store.piece import Piece

PROGRAM = "git-filter-repo"
OWNER_ONLY = 0o600


class Target(NamedTuple):
    """What has to go: texts, and files or folders (paths within the repository). mark: what takes a text's place."""

    pieces: tuple[Piece, ...]
    paths: tuple[str, ...]
    mark: str


class Purge:
    """A repository whose history is to be rewritten.

    What has to go waits in files of the git folder that only their owner reads, until it is gone.
    """

    def __init__(self, git: Git, target: Target) -> None:
        self.git = git.at_top()
        self.target = target

    # before

    def refuse_unready(self) -> None:
        """Raises StoreError where rewriting would lose something, or not reach all."""
        head = self.git.refuse_when_busy()
        if head.commit is None:
            raise StoreError(Text("there is no history yet"))
        if changed := uncommitted(self.git):
            what = Text(
                "{files} is not as it was committed, and rewriting would lose that", files=", ".join(changed[:8])
            )
            raise StoreError(what, Text("ppl save commits it; git stash -u does not help, a stash is history too"))
        if self.git.ends:
            self.git.refuse_cut(next(iter(self.git.ends)))
        if self.git.run("worktree", "list", "--porcelain").count(b"worktree ") > 1:
            what = Text("this repository has other work trees, which would keep the old history")
            raise StoreError(what, Text("git worktree list shows them, git worktree remove takes one away"))
        self._refuse_present()

    def _refuse_present(self) -> None:
        """Raises StoreError while it is in the files as they are now: those must stay as they are."""
        files = self.git.entries("HEAD")
        contents = zip(files, self.git.blobs(entry.id for entry in files.values()), strict=True)
        if held := [
            path for path, content in contents if any(p.is_in(content) or p.is_in(path) for p in self.target.pieces)
        ]:
            what = Text("it stands in {files} now", files=", ".join(held[:8]))
            raise StoreError(
                what, Text("take it out there first: ppl redact REF --text - --everywhere; or edit, and commit")
            )
        kept = [p for p in self.target.paths if self.git.entries("HEAD", p.rstrip("/"))]
        if kept:
            what = Text("{files} is there now, and rewriting must not change that", files=", ".join(kept))
            raise StoreError(what, Text("take it away first: ppl remove REF --reason; or git rm, and commit"))

    @property
    def program(self) -> str | None:
        """How git filter-repo is called here; None where it is not installed."""
        places = [self.git.environment.get("PATH", ""), str(Path(sys.executable).parent)]
        if shutil.which(PROGRAM, path=places[0]):
            return PROGRAM
        return shutil.which(PROGRAM, path=places[1])

    @property
    def backup(self) -> Path:
        """Where the backup goes: beside the repository, not in it."""
        place = self.git.top.resolve()
        return place.with_name(f"{place.name}-before-erase.bundle")

    # the commands

    def backup_command(self) -> list[str]:
        """What keeps all that branches, tags and other names lead to, in one file."""
        return ["git", "bundle", "create", str(self.backup), "--all"]

    def rewrite_command(self) -> list[str]:
        """What rewrites the history; the texts stand in a file, not here."""
        words = [self.program or PROGRAM, "--force", "--sensitive-data-removal", "--no-fetch", "--prune-empty", "never"]
        if self.target.pieces:
            place = str(self._place("replacements"))
            words += ["--replace-text", place, "--replace-message", place]
        if self.target.paths:
            words += ["--invert-paths", *(word for path in self.target.paths for word in ("--path", path))]
        return words

    def push_commands(self) -> list[list[str]]:
        """What puts the new history in the place of the old one at each remote: branches that are there, and tags.

        git refuses it where somebody sent meanwhile."""
        found = []
        rows = self.git.run("for-each-ref", "--format=%(refname) %(objectname)", "refs/remotes").decode().splitlines()
        known = [(name, id) for name, _, id in (row.partition(" ") for row in rows)]
        own = self.git.run("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads").decode().split()
        tags = ["+refs/tags/*:refs/tags/*"] if self.git.run("for-each-ref", "refs/tags") else []
        for remote in self.git.run("remote").decode().split():
            start = f"refs/remotes/{remote}/"
            there = {name.removeprefix(start): id for name, id in known if name.startswith(start)}
            there.pop("HEAD", None)
            # filter-repo makes branches here of those of `origin` alone
            specs = [
                name if name in own or remote == "origin" else f"{start}{name}:refs/heads/{name}" for name in there
            ]
            if specs:
                leases = [f"--force-with-lease={name}:{id}" for name, id in there.items()]
                found.append(["git", "push", *leases, remote, *specs, *tags])
        return found

    @property
    def addresses(self) -> list[str]:
        """The remotes, with their addresses."""
        rows = (row.split() for row in os.fsdecode(self.git.run("remote", "-v")).splitlines())
        return [masked(f"{row[0]} ({row[1]})") for row in rows if row[2:] == ["(push)"]]

    # the work

    def keep(self) -> None:
        """Put what has to go into files for the rewriting and for the check after it."""
        texts = [piece.text for piece in self.target.pieces]
        kept = {"texts": texts, "paths": self.target.paths, "mark": self.target.mark}
        replace_file(self._place("target.json"), json.dumps(kept).encode(), mode=OWNER_ONLY)
        rows = [f"regex:{piece.source}==>{self.target.mark}\n" for piece in self.target.pieces]
        replace_file(self._place("replacements"), "".join(rows).encode(), mode=OWNER_ONLY)

    def make_backup(self) -> None:
        """Keep the old history in a file. Raises StoreError."""
        if self.backup.exists():
            what = Text("{file} is there already", file=str(self.backup))
            raise StoreError(what, Text("put it elsewhere, or delete it, then begin again"))
        self.git.run(*self.backup_command()[1:])
        self.git.run("bundle", "verify", "--quiet", str(self.backup))

    def rewrite(self) -> None:
        """Rewrite the history; the files stay as they are. Raises StoreError."""
        import subprocess

        tree = self.git.run("rev-parse", "HEAD^{tree}")
        shutil.rmtree(self.git.common_folder / "filter-repo", ignore_errors=True)  # what an earlier run left
        command = self.rewrite_command()
        done = subprocess.run(
            command, cwd=self.git.folder, env=self.git.environment, stdin=subprocess.DEVNULL, capture_output=True
        )
        if done.returncode:
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
            raise StoreError(
                Text("git filter-repo failed: {said}", said=said), Text("the backup is {file}", file=str(self.backup))
            )
        if self.git.run("rev-parse", "HEAD^{tree}") != tree:
            what = Text("the files changed with the history")
            remedy = Text(
                "look at it (git diff), and take the old history back where needed: {file}", file=str(self.backup)
            )
            raise StoreError(what, remedy)

    def left(self) -> Remains:
        """What git holds of it still."""
        return remains(self.git, self.target.pieces, self.target.paths)

    def commits(self) -> dict[str, str]:
        """The old ids of commits to their new ones, as the last rewriting says."""
        place = self.git.common_folder / "filter-repo" / "commit-map"
        try:
            rows = [row.split() for row in place.read_text().splitlines()[1:]]
        except OSError:
            return {}
        return {row[0]: row[1] for row in rows if len(row) == 2}

    def forget(self) -> None:
        """It is gone: what waited for the rewriting goes too, and what the rewriting left of it."""
        shutil.rmtree(self._place("x").parent, ignore_errors=True)
        shutil.rmtree(self.git.common_folder / "filter-repo", ignore_errors=True)
        remove_indexes(self.git.common_folder)

    def _place(self, name: str) -> Path:
        return self.git.common_folder / "ppl" / "erase" / name


def waiting_target(git: Git) -> Target | None:
    """What was to go when `ppl erase` was begun; None where nothing was begun."""
    try:
        held = json.loads((git.common_folder / "ppl" / "erase" / "target.json").read_bytes())
        return Target(tuple(map(Piece, held["texts"])), tuple(held["paths"]), held["mark"])
    except (OSError, ValueError, KeyError):
        return None


def shell_line(command: Sequence[str]) -> str:
    """A command as one types it."""
    return shlex.join(command)
