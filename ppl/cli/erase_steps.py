"""The steps of `ppl erase`: said one by one with their commands, done one by one where somebody agrees to each."""

from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.left_behind import UNSEEN, tell_remains
from ppl.cli.options import WriteOptions
from ppl.errors import StoreError, Text, UsageError, with_extra
from ppl.operations.erase import ErasureRequest, based_on, record_erasure
from ppl.store.git.purge import Purge, shell_line
from ppl.store.local.traces import traces

PUSH = Text("put the new history in the place of the old one there")


def tell_plan(desk: Desk, purge: Purge, role: str | None, reason: str | None) -> None:
    """What history holds, what rewriting it does to others, and every command in its order."""
    found = purge.left()
    if found.is_gone:
        raise UsageError(Text("history does not hold it: there is nothing to erase"))
    desk.remark(Text("texts that go: {number}", number=len(purge.target.pieces)))
    tell_remains(desk, found)
    for path in traces(desk.folder, purge.target.pieces):
        desk.remark(Text("outside git it stands in {files}", files=str(path)))
    for text in _consequences(desk, purge):
        desk.remark(text)
    if purge.program is None:
        desk.remark(Text("git filter-repo is not installed: {how}", how=with_extra("erase")))
    done = ["ppl", "erase", "--done", "--by", role or "ROLE", "--reason", reason or "TEXT"]
    steps = [
        (
            Text("a backup, which holds it too: keep it where nobody else comes, and delete it in the end"),
            purge.backup_command(),
        ),
        (Text("rewrite the history, here"), purge.rewrite_command()),
        (Text("look whether it is gone, and record when, by which role and why"), done),
        *((PUSH, command) for command in purge.push_commands()),
    ]
    for number, (text, command) in enumerate(steps, 1):
        desk.remark(Text("{number}. {what}:", number=number, what=text))
        desk.show(f"{shell_line(command)}\n")
    desk.remark(Text("{number}. delete the backup: {file}", number=len(steps) + 1, file=str(purge.backup)))


def _consequences(desk: Desk, purge: Purge) -> list[Text]:
    """What rewriting does to colleagues, frozen states, records and servers."""
    found = [
        Text("every commit from the first that held it gets another id; tags (frozen states) keep their names"),
        Text("first let everybody send (ppl sync); afterwards everybody takes over (ppl sync --take-over) and deletes "
             "what was there before, as that says; who pushes from a clone of before brings it back"),
    ]  # fmt: skip
    if named := based_on(desk.folder):
        found.append(Text("records that name a commit get its new id: {refs}", refs=", ".join(named)))
    if addresses := purge.addresses:
        found.append(
            Text("at {remotes}: a protected branch must allow a forced push for a moment; old commits stay readable "
                 "there by their id until whoever runs the server cleans up (git gc; at GitHub and GitLab: ask their "
                 "support), and in forks and merge requests", remotes=", ".join(addresses))
        )  # fmt: skip
    return found


def lead(desk: Desk, purge: Purge, role: str, reason: str) -> None:
    """Do the steps, each when somebody agrees. Raises StoreError where one is refused."""
    if purge.program is None:
        raise StoreError(Text("git filter-repo is not installed"), with_extra("erase"))
    with desk.folder.writing():
        desk.remark_all(desk.folder)
        pushes = purge.push_commands()
        _agree(desk, Text("1. Make the backup {file}?", file=str(purge.backup)))
        purge.make_backup()
        _agree(desk, Text("2. Rewrite the history now? Colleagues have to take it over."))
        purge.keep()
        purge.rewrite()
    record(desk, purge, role, reason)
    for command in pushes:
        desk.remark(Text("{number}. {what}:", number=4, what=PUSH))
        desk.show(f"{shell_line(command)}\n")
    desk.remark(Text("when everybody has taken over, delete the backup: {file}", file=str(purge.backup)))


def record(desk: Desk, purge: Purge, role: str, reason: str) -> None:
    """Look whether it is gone, and record the erasure. Raises StoreError while git holds it somewhere."""
    found = purge.left()
    if not found.is_gone:
        tell_remains(desk, found)
        what = Text("git still holds it: nothing was recorded")
        raise StoreError(
            what, Text("run the steps of ppl erase first; the name of an author: git filter-repo --mailmap")
        )
    desk.remark(Text("it is gone from every commit, file and message that git keeps here"))
    request = ErasureRequest(desk.today, role, reason, purge.commits())
    save(desk, record_erasure, request, WriteOptions(reason=reason, yes=True))
    purge.forget()
    desk.remark(UNSEEN)


def _agree(desk: Desk, question: Text) -> None:
    if not desk.agreed(question, enter=False):
        raise StoreError(Text("stopped there: what was not done is not done"), Text("ppl erase begins again"))
