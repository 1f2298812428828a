"""What a crash broke off: finished or taken back by the next command that writes, which says so."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from ppl.errors import PplError, StoreError, Text, disk_words
from ppl.store import announce
from ppl.store.announce import Announcement, read_announcement
from ppl.store.files import content_of, put, temporary
from ppl.store.git.index import EXECUTABLE
from ppl.store.git.repository import Git
from ppl.store.kept import Kept

KeepDraft = Callable[[bytes, str, str], Path]


class Recovery:
    """Setting right what lies in a work tree. Call it while ppl's own lock is held: nobody else is at work then."""

    def __init__(self, git: Git, keep_draft: KeepDraft) -> None:
        self.git = git
        self.keep_draft = keep_draft
        self.remarks: list[Text] = []
        self._moved_to: str | None = None

    def recover(self) -> list[Text]:
        """Leave the old state or the new one, and no lock that is ours; what was done, to be said.

        What cannot be finished is set aside as a draft, so that nothing stops the command that comes.
        """
        own = self.git.own_folder
        if not own.is_dir():
            return []
        self._moved_to = self.git.settle_move()
        for name, step in ((announce.NAME, self._finish), (announce.TAKEN_BACK, self._take_back)):
            place = own / name
            temporary(place).unlink(missing_ok=True)
            if place.exists():
                self._settle(place, step)
        if said := self.git.finish_fast_forward():
            self.remarks.append(said)
        self._tidy()
        return self.remarks

    def _settle(self, place: Path, step: Callable[[Announcement], None]) -> None:
        """Do with an announcement what can be done; then it goes."""
        try:
            announced = read_announcement(place)
            if announced is not None:
                step(announced)
        except ValueError:
            draft = self._set_aside(place)
            self.remarks.append(
                Text("what an interrupted command left behind cannot be read; it is kept in {draft}", draft=draft)
            )
        except (OSError, PplError) as failed:
            self.remarks.append(
                Text(
                    "an interrupted command could not be finished ({why}); "
                    "what it would have written is kept in {draft}",
                    why=failed.what if isinstance(failed, PplError) else disk_words(failed),
                    draft=self._set_aside(place),
                )
            )
        place.unlink(missing_ok=True)

    def _set_aside(self, place: Path) -> str:
        return str(self.keep_draft(place.read_bytes(), "announced", ".json"))

    def _finish(self, announced: Announcement) -> None:
        kept = self._kept(announced)
        if self._is_committed(announced):
            self.remarks.append(
                Text("an interrupted command was already committed: {subject}", subject=announced.subject)
            )
        elif kept.edits and not self.git.has_hooked:
            self._leave(announced, kept)
        elif announced.changes:
            self._commit(announced, kept)
        self._keep_other_edits(kept)

    def _commit(self, announced: Announcement, kept: Kept) -> None:
        """Finish it. What a hook made of its files counts as its own: the hook does the same again."""
        head = self.git.refuse_when_busy()
        new = {change.path: change.new for change in announced.changes}
        edits = kept.edits
        drafts = [self.keep_draft(text, "edited", ".yaml") for text in edits.values() if text is not None]
        try:
            if announced.branch not in (None, head.branch):
                raise StoreError(Text("another branch is checked out now"))
            for change in announced.changes:
                put(self.git.top / change.path, change.new, change.mode == EXECUTABLE)
            made = self.git.new_commit(self.git.added(new), new, announced.message, head)
            if not self._are_there(edits):
                raise StoreError(Text("its files were edited after it"))
            self.git.publish(made, head, announced.message)
            self.remarks.append(Text("an interrupted command is now finished: {subject}", subject=announced.subject))
        except PplError:
            is_of_hook = self._are_there(edits)
            kept.take_back(lambda path, _: is_of_hook and path in edits)
            if not is_of_hook:
                for path, text in edits.items():
                    put(self.git.top / path, text)
                self._leave(announced, kept)
            else:
                self.remarks.append(
                    Text(
                        "an interrupted command was taken back: {subject}; "
                        "what it would have written is kept in {draft}",
                        subject=announced.subject,
                        draft=self._draft(announced),
                    )
                )
        for draft in drafts:
            draft.unlink()

    def _are_there(self, texts: Mapping[str, bytes | None]) -> bool:
        return all(content_of(self.git.top / path) == text for path, text in texts.items())

    def _leave(self, announced: Announcement, kept: Kept) -> None:
        """Somebody edited its files after it: theirs stay, and what it would have written is kept."""
        kept.take_back(self.git.is_from_hook)
        self.remarks.append(
            Text(
                "an interrupted command was not finished, since its files were edited after it ({subject}); "
                "what it would have written is kept in {draft}",
                subject=announced.subject,
                draft=self._draft(announced),
            )
        )

    def _draft(self, announced: Announcement) -> str:
        """What it would have written, where that is found again."""
        written = b"\n".join(change.new for change in announced.changes if change.new is not None)
        return str(self.keep_draft(written, "announced", ".yaml"))

    def _take_back(self, announced: Announcement) -> None:
        """It failed and could not be taken back then (a full disk): the user was told, and has a draft."""
        kept = self._kept(announced)
        kept.take_back(self.git.is_from_hook)
        if not kept.is_whole:
            raise StoreError(Text("not every file could be put back"))

    def _kept(self, announced: Announcement) -> Kept:
        return Kept(self.git.top, self.git.own_folder, announced.changes)

    def _keep_other_edits(self, kept: Kept) -> None:
        """What somebody saved between its look and its write."""
        for path, text in kept.other_edits():
            if content_of(self.git.top / path) != text:
                draft = self.keep_draft(text, "edited", ".yaml")
                self.remarks.append(
                    Text(
                        "{file} was saved by another program at the same moment: its text is kept in {draft}",
                        file=path,
                        draft=str(draft),
                    )
                )

    # git

    def _is_committed(self, announced: Announcement) -> bool:
        head = self.git.head().commit
        if head is None or not announced.changes:
            return False
        if self._moved_to and self.git.has(self._moved_to):
            return True
        return all(self.git.id_at(head, c.path) == announced.ids.get(c.path) for c in announced.changes)

    def _tidy(self) -> None:
        """What lies in ppl's own folder and is of no use any more."""
        own = self.git.own_folder
        for place in own.glob("index-*"):
            with suppress(OSError):
                place.unlink()
        self.git.forget_move()
        Kept(self.git.top, own, ()).drop()
