"""The git repository around a knowledge base: committing exactly some files, whatever else is staged or edited."""

import os
import re
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ppl.errors import StoreError, Text
from ppl.store.git.lookback import Past
from ppl.store.git.process import GitError, Head

UNDER_WAY = (
    ("MERGE_HEAD", "merge"),
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
)
HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit")
PATIENCE_SECONDS = 20.0


class Git(Past):
    """The git repository around a folder: what it remembers, and what changes it."""

    def refuse_when_busy(self) -> Head:
        """The head, when a commit can be made here. Raises StoreError on a merge under way, a detached head ..."""
        for name, what in UNDER_WAY:
            if (self.git_folder / name).exists():
                raise StoreError(
                    Text("a {what} is under way in this repository", what=what),
                    Text(
                        "finish it (git {what} --continue) or stop it (git {what} --abort), then try again", what=what
                    ),
                )
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
        rows = self.run("status", "--porcelain", "-z", "--untracked-files=all", "--", *paths).split(b"\0")
        found = [row[3:].decode() for row in rows if len(row) > 3 and row[2:3] == b" "]
        return [path.removeprefix(self.prefix) for path in found]

    def commit(self, files: Mapping[str, bytes | None], message: str, head: Head) -> str:
        """Commit exactly these files (path within the folder to content, None for removed), which lie on disk so.

        Whatever else is staged or edited stays as it was. Returns the commit's id.
        """
        if self._needs_porcelain():
            return self._commit_by_porcelain(list(files), message, head)
        who = self.identity()
        assert head.branch is not None
        stamp = re.search(r"\d+ [-+]\d{4}$", self._settings["GIT_COMMITTER_IDENT"])
        author = self._settings.get("GIT_AUTHOR_IDENT", "")
        now = f"{int(time.time())} {stamp.group().split()[1] if stamp else '+0000'}"
        if self.environment.get("GIT_COMMITTER_DATE") and stamp:
            now = stamp.group()
        text = message.encode()
        parts = [f"commit {head.branch}\n".encode()]
        if re.fullmatch(r".+ <[^>]*> \d+ [-+]\d{4}", author):
            when = author.rsplit("> ", 1)[1] if self.environment.get("GIT_AUTHOR_DATE") else now
            parts.append(f"author {author.rsplit('> ', 1)[0]}> {when}\n".encode())
        parts.append(f"committer {who} {now}\ndata {len(text)}\n".encode() + text + b"\n")
        if head.commit:
            parts.append(f"from {head.commit}\n".encode())
        for path, content in files.items():
            whole = _quoted(self.prefix + path)
            if content is None:
                parts.append(b"D " + whole + b"\n")
            else:
                parts.append(b"M 100644 inline " + whole + f"\ndata {len(content)}\n".encode() + content + b"\n")
        self.run("fast-import", "--quiet", "--date-format=raw-permissive", data=b"".join(parts))
        self.note_in_index(files)
        return self.tip()

    def note_in_index(self, paths: Iterable[str]) -> None:
        """Let the user's index know that these paths are as in the last commit; everything else in it stays."""
        names = b"\0".join(path.encode() for path in paths) + b"\0"
        self._patiently(lambda: self.run("update-index", "--add", "--remove", "-z", "--stdin", data=names))

    def signs_commits(self) -> bool:
        """Whether the user wants commits to carry a signature."""
        return (self.setting("commit.gpgsign") or "").lower() in ("true", "yes", "on", "1")

    def _needs_porcelain(self) -> bool:
        """Where hooks or signatures are asked for, git's own `commit` must do it (slower, but it runs them)."""
        if self.signs_commits():
            return True
        configured = self.setting("core.hookspath")
        folder = self.folder / Path(configured).expanduser() if configured else self.common_folder / "hooks"
        return any(os.access(folder / name, os.X_OK) for name in HOOKS)

    def _commit_by_porcelain(self, paths: list[str], message: str, head: Head) -> str:
        try:
            self.note_in_index(paths)
            self._patiently(
                lambda: self.run(
                    "commit", "-q", "--only", "--file=-", "--cleanup=verbatim", "--", *paths, data=message.encode()
                )
            )
        except BaseException as failed:  # Ctrl-C too: the user's index goes back to what it was
            if self.head().commit == head.commit:
                self.succeeds("reset", "-q", "--", *paths)
            if not isinstance(failed, GitError):
                raise
            what = Text("git refused the commit, probably by a hook of this repository: {said}", said=failed.said)
            raise StoreError(what, Text("mend what the hook names, then enter it again from the draft")) from None
        return self.tip()

    def _patiently(self, step: Callable[[], bytes]) -> bytes:
        """Try again while another program holds index.lock."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return step()
            except GitError as failed:
                if "index.lock" not in failed.said or time.monotonic() > until:
                    if "index.lock" in failed.said:
                        what = Text("another git program keeps the repository locked")
                        remedy = Text(
                            "end it, or delete {lock} if none is running", lock=str(self.git_folder / "index.lock")
                        )
                        raise StoreError(what, remedy) from None
                    raise
                time.sleep(0.05)


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.encode()
