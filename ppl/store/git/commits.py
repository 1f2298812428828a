"""Committing exactly some files, whatever else is staged or edited."""

import os
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

from ppl.errors import StoreError, Text
from ppl.store.git.branch import Branch
from ppl.store.git.index import Entry
from ppl.store.git.process import Head, as_input, rows_of

UNDER_WAY = (
    ("MERGE_HEAD", "merge"),
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
)
HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit")
WITHIN = "PPL_WITHIN_COMMIT"  # tells a ppl that a hook calls that it cannot write now
COMMITTED = "index-commit"  # the index that hooks see
NEW = "refs/ppl/new"  # never there: only a name that git wants while it makes a commit
YES = ("true", "yes", "on", "1")


class NewCommit(NamedTuple):
    """A commit that is made and that no branch has yet; the entries of the index that go with it."""

    id: str
    entries: tuple[Entry, ...]


class Commits(Branch):
    """What changes a repository."""

    @property
    def under_way(self) -> str | None:
        """What git has begun here and not ended: a `merge`, a `rebase` ..."""
        return next((what for name, what in UNDER_WAY if (self.git_folder / name).exists()), None)

    def refuse_when_busy(self) -> Head:
        """The head, when a commit can be made here. Raises StoreError on a merge under way, a detached head ..."""
        if what := self.under_way:
            remedy = Text(
                "finish it (git {what} --continue) or stop it (git {what} --abort), then try again", what=what
            )
            if what == "merge":
                remedy = Text("ppl sync finishes it; or git merge --continue, or git merge --abort: then try again")
            raise StoreError(Text("a {what} is under way in this repository", what=what), remedy)
        head = self.head()
        if head.branch is None:
            raise StoreError(
                Text("the repository is not on a branch (detached HEAD), so a commit would get lost"),
                Text("git switch main, or git switch -c NEW-NAME to keep what is here"),
            )
        self.identity()
        return head

    def edited(self, paths: Iterable[str]) -> list[str]:
        """Which of these paths (within the folder) have edits or staged changes that are not committed."""
        args = ("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
        found = [row[3:] for row in rows_of(self.run(*args, "--", *paths)) if row[2:3] == " "]
        return list(dict.fromkeys(path.removeprefix(self.prefix) for path in found))  # one may be gone and untracked

    def added(self, files: Mapping[str, bytes | None], modes: Mapping[str, str] | None = None) -> tuple[Entry, ...]:
        """What `git add` would make of these files (path within the repository to content, None for removed).

        modes: those of files that are not there yet, where they are known
        """
        ids = self.blob_ids({path: content for path, content in files.items() if content is not None})
        known = {path: mode for path, mode in (modes or {}).items() if mode and not (self.top / path).exists()}
        found = self.modes([path for path in files if path not in known]) | known
        return tuple(Entry(path, found[path], ids.get(path)) for path in files)

    def commit(self, files: Mapping[str, bytes | None], message: str, head: Head) -> str:
        """Commit exactly these files (path within the repository to content, None for removed), which lie on disk so.

        Whatever else is staged or edited stays as it was. Returns the commit's id.
        """
        made = self.new_commit(self.added(files), files, message, head)
        self.publish(made, head, message)
        self.forget_commit()
        return made.id

    @property
    def has_hooked(self) -> bool:
        """Whether hooks had their say in the commit that is being made, or that was broken off."""
        return (self.own_folder / COMMITTED).exists()

    def is_from_hook(self, path: str, content: bytes) -> bool:
        """Whether a hook of the commit that is being made, or that was broken off, added this content."""
        if not self.has_hooked:
            return False
        own = {"GIT_INDEX_FILE": str(self.own_folder / COMMITTED)}
        rows = self.run("ls-files", "-s", "-z", "--", self.from_here(path), env=own)
        return rows.split(b" ")[1:2] == [self.blob_ids({path: content})[path].encode()]

    def forget_commit(self) -> None:
        """The commit is made, or given up: its index goes, and the note of the branch's move."""
        (self.own_folder / COMMITTED).unlink(missing_ok=True)
        self.forget_move()

    def new_commit(
        self, entries: Sequence[Entry], files: Mapping[str, bytes | None], message: str, head: Head
    ) -> NewCommit:
        """A commit of these entries upon a head, which no branch has yet. Hooks of the repository have their say.

        Raises StoreError with the words of a hook that refuses.
        """
        if self.has_hook(*HOOKS) or self.signs_commits:
            return self._hooked_commit(entries, files, message, head)
        text = message.encode("utf-8", "replace")
        parts = [f"commit {NEW}\nmark :1\n".encode(), *self._people(), b"data %d\n" % len(text), text, b"\n"]
        parts += [f"from {head.commit}\n".encode()] if head.commit else []
        for entry in entries:
            path, content = _quoted(entry.path), files.get(entry.path)
            if entry.id is None:
                parts.append(b"D " + path + b"\n")
            elif content is not None and entry.id == self.blob_id(content):
                parts.append(
                    f"M {entry.mode} inline ".encode() + path + b"\ndata %d\n" % len(content) + content + b"\n"
                )
            else:
                parts.append(f"M {entry.mode} {entry.id} ".encode() + path + b"\n")
        parts.append(f"get-mark :1\nreset {NEW}\nfrom {self.no_id}\n".encode())
        id = self.run("fast-import", "--quiet", "--date-format=raw-permissive", data=b"".join(parts)).decode().strip()
        return NewCommit(id, tuple(entries))

    def publish(self, made: NewCommit, head: Head, message: str) -> None:
        """Bring the branch and the user's index to a new commit; then `forget_move`.

        Raises BranchMovedError, StoreError: nothing moved.
        """
        assert head.branch is not None
        self.lock_index(lambda index: self.enter(index, made.entries))
        self._publish(head.branch, made.id, head.commit, message.partition("\n")[0])
        self.last_hook("post-commit")

    def _publish(self, branch: str, commit: str, old: str | None, subject: str) -> None:
        """Move the branch and let the index, which is locked, follow; or neither."""
        with ExitStack() as undo:
            undo.callback(self.settle_move)
            try:
                self.move_branch(branch, commit, old, subject)
                self.put_index()
            except OSError:
                if self.head().commit != commit:
                    raise  # else the branch has moved: the next command that writes lets the index follow
            undo.pop_all()

    def settle_move(self) -> str | None:
        """Make an end of a move of the branch that was broken off: the index follows where the branch moved, and locks
        that are ours go. Returns the commit that the branch was to move to, until `forget_move`."""
        moving = self.broken_move()
        self.clear_branch_locks()
        if moving is not None and self.has(moving.commit):
            self.put_index()
        else:
            self.unlock_index()
        return moving.commit if moving else None

    def has(self, commit: str) -> bool:
        """Whether a commit is in the history of this work tree."""
        head = self.head().commit
        return head == commit or (head is not None and self.succeeds("merge-base", "--is-ancestor", commit, head))

    def _people(self) -> list[bytes]:
        """Author and committer, as fast-import wants them."""
        who, author = self.identity(), self._settings.get("GIT_AUTHOR_IDENT", "")
        stamp = re.search(r"\d+ [-+]\d{4}$", self._settings["GIT_COMMITTER_IDENT"])
        now = f"{int(time.time())} {stamp.group().split()[1] if stamp else '+0000'}"
        if self.environment.get("GIT_COMMITTER_DATE") and stamp:
            now = stamp.group()
        rows = []
        if re.fullmatch(r".+ <[^>]*> \d+ [-+]\d{4}", author):
            when = author.rsplit("> ", 1)[1] if self.environment.get("GIT_AUTHOR_DATE") else now
            rows.append(f"author {author.rsplit('> ', 1)[0]}> {when}\n".encode())
        return [*rows, f"committer {who} {now}\n".encode()]

    # with hooks or a signature

    @property
    def signs_commits(self) -> bool:
        """Whether the user wants commits to carry a signature."""
        return (self.setting("commit.gpgsign") or "").lower() in YES

    def has_hook(self, *names: str) -> bool:
        """Whether there is a hook of one of these names."""
        configured = self.setting("core.hookspath")
        folder = self.top / Path(configured).expanduser() if configured else self.common_folder / "hooks"
        return any(os.access(folder / name, os.X_OK) for name in names)

    def _hooked_commit(
        self, entries: Sequence[Entry], files: Mapping[str, bytes | None], message: str, head: Head
    ) -> NewCommit:
        """The same through an index of its own, in which the hooks may change what is committed, as with git."""
        index = self.own_folder / COMMITTED
        own = {"GIT_INDEX_FILE": str(index)}
        self.copy_index(index)
        self.run("read-tree", *(("--reset", head.commit) if head.commit else ("--empty",)), env=own)
        self._write_blobs(entries, files)
        self.enter(index, entries)
        self.hook("pre-commit", own)
        place = self.git_folder / "COMMIT_EDITMSG"
        place.write_text(message, encoding="utf-8", errors="replace")
        self.hook("prepare-commit-msg", own, str(place), "message")
        self.hook("commit-msg", own, str(place))
        tree = self.run("write-tree", env=own).decode().strip()
        id = self.commit_of_tree(tree, [head.commit] if head.commit else [], place.read_bytes())
        return NewCommit(id, self._entries_of(id, head))

    def commit_of_tree(
        self, tree: str, parents: Iterable[str], message: bytes, env: Mapping[str, str] | None = None
    ) -> str:
        """A commit of a tree, signed where the user wants that, which no branch has yet."""
        signed = ("-S",) if self.signs_commits else ()
        args = (*(word for parent in parents for word in ("-p", parent)), *signed, "-F", "-")
        return self.run("commit-tree", tree, *args, data=message, env=env).decode().strip()

    def _write_blobs(self, entries: Sequence[Entry], files: Mapping[str, bytes | None]) -> None:
        contents = [files[entry.path] for entry in entries if entry.id is not None]
        parts = [b"blob\ndata %d\n" % len(content) + content + b"\n" for content in contents if content is not None]
        self.run("fast-import", "--quiet", data=b"".join(parts))

    def _entries_of(self, commit: str, head: Head) -> tuple[Entry, ...]:
        """The entries in which a commit differs from the head that it is upon."""
        before = (head.commit,) if head.commit else ("--root", "--no-commit-id")
        args = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", *before, commit)
        facts = rows_of(self.run(*args))
        rows = zip((row.split() for row in facts[::2]), facts[1::2], strict=False)
        return tuple(Entry(path, row[1], row[3] if row[4] != "D" else None) for row, path in rows)

    def hook(self, name: str, env: Mapping[str, str], *args: str) -> None:
        """Let a hook have its say. Raises StoreError with its words where it refuses."""
        surroundings = {**env, "GIT_EDITOR": ":", WITHIN: str(os.getpid())}
        words = ("hook", "run", "--ignore-missing", name, *(("--", *args) if args else ()))
        code, _, said = self.answer(*words, env=surroundings)
        if code:
            what = Text("git refused the commit, probably by a hook of this repository: {said}", said=said or name)
            raise StoreError(what, Text("mend what the hook names, then enter it again from the draft"))

    def last_hook(self, name: str, *args: str) -> None:
        """Let a hook, where there is one, know what was done. What it leaves running keeps nobody waiting, and its
        refusal says nothing."""
        if not self.has_hook(name):
            return
        held, self.held = self.held, []
        try:
            with suppress(StoreError):
                self.hook(name, {}, *args)
        finally:
            self.held = held


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return as_input(f'"{escaped}"')
