"""Bringing branch, index and files to a commit that follows upon the present one; broken off, it is finished later."""

import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path

from ppl.errors import StoreError, Text
from ppl.store.git.commits import Commits
from ppl.store.git.process import GitError, Head, as_input, rows_of

FEW = 200  # paths that fit on a command line


class Checkout(Commits):
    """A fast-forward that never touches local edits."""

    @property
    def _announced(self) -> Path:
        return self.own_folder / "forward.json"

    def fast_forward(self, head: Head, commit: str, subject: str) -> None:
        """Bring branch, index and files from the head to a commit upon it.

        Raises StoreError, and changes nothing, where a file that would change has edits that are not committed.
        """
        assert head.branch is not None and head.commit is not None
        paths = self._changed(head.commit, commit)
        done = self._refuse_edits(list(paths), commit, {path for path, sign in paths.items() if sign == "A"})
        self._announced.parent.mkdir(exist_ok=True)
        self._announced.write_text(json.dumps([head.branch, head.commit, commit, subject]))
        try:
            self.lock_index(lambda index: self._check_out(index, str(head.commit), commit, paths, done))
            self._publish(head.branch, commit, head.commit, subject)
        except GitError as error:
            raise StoreError(
                Text("git would not take in the changes of the others: {said}", said=error.said),
                Text("mend what it names, then ppl sync again: nothing is lost, and nothing half done"),
            ) from None
        self._announced.unlink()
        self.forget_move()
        self.last_hook("post-merge", "0")

    def finish_merge(self, head: Head, commit: str, begun: str, subject: str) -> None:
        """Bring branch, index and files from a merge that git left half done to its commit.

        begun: the tree that git's merge put into the work folder. Raises StoreError, and changes nothing, where a
        file is not as that tree, or the commit, has it.
        """
        assert head.branch is not None and head.commit is not None
        paths = {**self._changed(head.commit, begun), **self._changed(begun, commit)}
        try:
            self.lock_index(lambda index: self._check_out_merge(index, begun, commit, paths))
            self._publish(head.branch, commit, head.commit, subject)
        except GitError as error:
            raise StoreError(
                Text("git would not finish the merge: {said}", said=error.said),
                Text("mend what it names, then ppl sync again: nothing is lost, and nothing half done"),
            ) from None
        self.forget_move()
        for name in ("MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "MERGE_RR", "AUTO_MERGE"):
            (self.git_folder / name).unlink(missing_ok=True)
        self.last_hook("post-merge", "0")

    def _check_out_merge(self, index: Path, begun: str, commit: str, paths: Collection[str]) -> None:
        own = {"GIT_INDEX_FILE": str(index)}
        staged = self._staged(begun, paths, own)
        self.run("read-tree", "--reset", begun, env=own)
        self.answer("update-index", "-q", "--refresh", env=own)
        rows = rows_of(self.run("diff-files", "--name-only", "--no-renames", "-z", env=own))
        edited = [path for path in rows if path in paths]
        if edits := [path for path in edited if not self._holds(path, commit)]:
            raise StoreError(
                Text(
                    "{files} is not as git's merge wrote it: you began to solve it by hand",
                    files=", ".join(path.removeprefix(self.prefix) for path in edits),
                ),
                Text(
                    "go on by hand (git add, git merge --continue); or git merge --abort gives that up: then ppl sync"
                ),
            )
        if edited:
            names = as_input("".join(f"{self.from_here(path)}\0" for path in edited))
            self.run("update-index", "--add", "--remove", "-z", "--stdin", data=names, env=own)
        self.run("update-index", "-z", "--index-info", data=as_input(staged), env=own)
        self.answer("update-index", "-q", "--refresh", env=own)
        self.run_to_its_end("read-tree", "-m", "-u", begun, commit, env=own)

    def _staged(self, begun: str, paths: Collection[str], env: Mapping[str, str]) -> str:
        """What is staged besides the merge, as `update-index` takes it: that stays staged."""
        words = ("diff-index", "--cached", "--raw", "--no-abbrev", "--no-renames", "-z", begun)
        rows = rows_of(self.run(*words, env=env))
        pairs = ((facts.split(), path) for facts, path in zip(rows[::2], rows[1::2], strict=False))
        return "".join(
            f"{mode} {id}\t{path}\0" for (_, mode, _, id, sign), path in pairs if sign != "U" and path not in paths
        )

    def finish_fast_forward(self) -> Text | None:
        """Finish the one that was broken off; what came of it. Call it while ppl's own lock is held."""
        try:
            branch, old, commit, subject = map(str, json.loads(self._announced.read_bytes()))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError):  # broken off while it was announced: nothing was changed yet
            self._announced.unlink()
            return None
        self.settle_move()
        head = self.head()
        done = Text("an interrupted exchange is now finished: {subject}", subject=subject)
        if head == Head(branch, old):
            try:
                self.fast_forward(head, commit, subject)
            except StoreError as error:
                done = Text("an interrupted exchange waits for ppl sync: {why}", why=error.what)
        self._announced.unlink(missing_ok=True)
        return done

    def _changed(self, old: str, new: str) -> dict[str, str]:
        """The files (paths within the repository) in which two commits differ, and how: A for a new one."""
        rows = rows_of(self.run("diff-tree", "-r", "-z", "--name-status", "--no-renames", old, new))
        return dict(zip(rows[1::2], rows[::2], strict=False))

    def _check_out(self, index: Path, old: str, new: str, paths: Collection[str], done: Collection[str]) -> None:
        """Let an index and the files follow. done: the files that an interrupted exchange already wrote"""
        own = {"GIT_INDEX_FILE": str(index)}
        if done:
            names = as_input("".join(f"{self.from_here(path)}\0" for path in done))
            self.run("update-index", "--add", "--remove", "-z", "--stdin", data=names, env=own)
        if not self._refreshed([path for path in paths if path not in done], own):
            self.answer("update-index", "-q", "--refresh", env=own)
        self.run_to_its_end("read-tree", "-m", "-u", old, new, env=own)

    def _refreshed(self, paths: Collection[str], env: Mapping[str, str]) -> bool:
        """Whether an index knows again that some files are unchanged, without a look at all the others."""
        known = [path for path in paths if os.path.lexists(self.top / path)]
        literal = {**env, "GIT_LITERAL_PATHSPECS": "1"}
        places = (self.from_here(path) for path in known)
        return len(known) <= FEW and (not known or self.answer("add", "--refresh", "--", *places, env=literal)[0] == 0)

    def _edited(self, paths: Collection[str]) -> list[str]:
        words = ("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
        places = [f":(top,literal){path}" for path in paths] if len(paths) <= FEW else []
        states = {row[3:] for row in rows_of(self.run(*words, "--", *places))} if paths else set()
        return [path for path in paths if path in states]

    def _refuse_edits(self, paths: Collection[str], commit: str, added: Collection[str]) -> Collection[str]:
        """Refuse where local edits (or files that git ignores) stand in the way; what an interrupted exchange
        already wrote does not, and is returned."""
        there = (path for path in added if os.path.lexists(self.top / path))
        in_the_way = list(dict.fromkeys((*self._edited(paths), *there)))
        if edits := [path for path in in_the_way if not self._holds(path, commit)]:
            raise StoreError(
                Text(
                    "{files} has edits that are not committed, and the others changed it too",
                    files=", ".join(path.removeprefix(self.prefix) for path in edits),
                ),
                Text("commit them (records: ppl save; other files: git) or take them back, then ppl sync again"),
            )
        return in_the_way

    def _holds(self, path: str, commit: str) -> bool:
        """Whether a file in the work folder is already as in a commit."""
        wanted = self.id_at(commit, path)
        if not (self.top / path).exists():
            return wanted is None
        code, out, _ = self.answer("hash-object", "--", self.from_here(path))
        return code == 0 and out.decode().strip() == wanted
