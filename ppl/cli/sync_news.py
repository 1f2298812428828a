"""What `ppl sync` tells: what came in, what was answered, what the combination breaks, and one line at the end."""

from collections.abc import Iterable

from ppl.cli.desk import Desk
from ppl.errors import Problem, Text
from ppl.model.kinds import kind_of_path, ref_of_path
from ppl.model.knowledge import Knowledge
from ppl.rules.check_links import lists_used
from ppl.rules.checks import findings
from ppl.store.folder import Folder
from ppl.store.git.conflict import number_of_questions
from ppl.store.git.exchange import Exchange
from ppl.store.git.half_merge import HalfMerge
from ppl.store.git.merge import Merge
from ppl.store.git.request import Request
from ppl.store.tree import DATA

SAME_TALK = "same-talk"  # no error, and only the combination brings it


def tell(desk: Desk, exchange: Exchange | HalfMerge, found: Merge) -> None:
    """The records that the others changed, to stdout; what was answered, to stderr."""
    if refs := names(exchange, found.changed):
        desk.show("\n".join(refs))
    for twin in found.twins:
        desk.remark(Text("two records got the id {ref}: the later one is {now} now", ref=twin.ref, now=twin.now))
    for answer in found.chosen:
        if not answer.commit:
            desk.remark(Text("{name}: both taken, one after the other", name=answer.name))
            continue
        place = Text("it stays in the history, in {commit}", commit=answer.commit)
        if answer.ref:
            place = Text("ppl show {ref} --as-of {commit}", ref=answer.ref, commit=answer.commit)
        own = Text("{name}: kept as it was here; the other version: {place}")
        theirs = Text("{name}: taken as it was there; the other version: {place}")
        said = own if answer.side == "ours" else theirs
        desk.remark(Text(said.source, name=answer.name, place=place))
    for name in found.idle:
        desk.remark(Text("{name} was not changed on both sides: there was nothing to choose", name=name))


def tell_plan(desk: Desk, exchange: Exchange, found: Merge) -> None:
    """What would come in and go out."""
    tell(desk, exchange, found)
    numbers = {"incoming": found.incoming, "outgoing": found.outgoing, "branch": exchange.branch}
    desk.remark(Text("commits that would come in: {incoming}, go out: {outgoing} ({branch})", **numbers))
    desk.remark(Text("nothing was changed (--dry-run)"))


def tell_request(desk: Desk, exchange: Exchange, request: Request) -> None:
    """On which branch it waits, and where one asks for the merge."""
    words = {"branch": exchange.remote.branch, "own": request.branch, "page": request.page}
    if request.page:
        desk.remark(
            Text("{branch} is protected there: what you did waits on the branch {own}; to merge it: {page}", **words)
        )
    else:
        desk.remark(
            Text("{branch} is protected there: what you did waits on the branch {own}; ask there to merge it", **words)
        )


def tell_old(desk: Desk, place: str, waiting: Request | None) -> None:
    """Where the history of before a take-over stands, and how it goes for good."""
    desk.remark(Text("the new history is taken over; what was here before stands in {place}, only here", place=place))
    if desk.git.run("tag", "--no-merged", "HEAD"):
        desk.remark(Text("tags here still lead to the old history; first: git fetch --tags --force"))
    desk.remark(
        Text(
            "to delete that for good: git update-ref -d {place}; git reflog expire --expire-unreachable=now --all; "
            "git gc --prune=now",
            place=place,
        )
    )
    if waiting is not None:
        desk.remark(Text("the branch {branch} there still has the old history: delete it there", branch=waiting.branch))


def tell_end(desk: Desk, sent: int, received: int, answered: int) -> None:
    """The one line at the end."""
    questions = number_of_questions(0)
    if answered:
        questions = Text("{questions} answered", questions=number_of_questions(answered))
    desk.remark(
        Text(
            "{sent} of yours sent, {received} received, {questions}", sent=sent, received=received, questions=questions
        )
    )


def tell_new_problems(desk: Desk, exchange: Exchange | HalfMerge, found: Merge, commit: str) -> None:
    """Git combines lines, not meanings: say what the combination breaks that neither side had broken."""
    refs = refs_of(exchange, dict.fromkeys((*found.changed, *found.mine)))
    after = _errors(desk, desk.folder.at(commit), [*refs, *(twin.now for twin in found.twins)])
    if not after:
        return
    before = {
        (problem.path, str(problem.what))
        for side in (found.ours, found.theirs or found.ours)
        for problem in _errors(desk, desk.folder.at(side), refs)
    }
    new = [p for p in after if (p.path, str(p.what)) not in before]
    if new:
        desk.show_problems(new)
        desk.remark(Text("what git combined needs a look: {number} problems that neither side had", number=len(new)))


def _errors(desk: Desk, folder: Folder, refs: list[str]) -> list[Problem]:
    records, problems = folder.read_refs(refs)
    lists, _ = folder.read_refs(ref for ref in lists_used(records) if ref not in refs)
    knowledge = Knowledge([*records, *lists], records.refs)
    for check, finding in findings(knowledge, desk.today, about=refs):
        if finding.level == "error" or check == SAME_TALK:
            problems.extend(folder.located([finding], check))
    return [problem for problem in problems if problem.is_error or problem.check == SAME_TALK]


def refs_of(exchange: Exchange | HalfMerge, paths: Iterable[str]) -> list[str]:
    """The refs of those paths that hold records."""
    base = exchange.prefix + DATA
    below = [path.removeprefix(base) for path in paths if path.startswith(base)]
    return [ref_of_path(path) for path in below if kind_of_path(path)]


def names(exchange: Exchange | HalfMerge, paths: Iterable[str]) -> list[str]:
    """Refs for records, paths for other files."""
    return [(refs_of(exchange, [path]) or [path])[0] for path in paths]
