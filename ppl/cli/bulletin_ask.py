"""What each project that a bulletin shows, and the ministry, is asked before it is sent; and who still has to agree."""

import datetime
from pathlib import Path

from ppl.cli.bulletin import View, language_of_bulletin, programme
from ppl.cli.desk import Desk
from ppl.cli.out_format import is_given
from ppl.cli.show import format_for, made, show, show_made
from ppl.errors import Joined, Text, UsageError
from ppl.operations.newsletter import (
    CALLED,
    Stored,
    outdated,
    refuse_sent,
    refuse_withheld,
    shown_of,
    stored_newsletter,
    word_for,
)
from ppl.reports import newsletter_ask
from ppl.rules.approval import Shown, missing


def who(desk: Desk, word: str) -> str:
    """The id of the project that a word names; empty for the ministry. Raises UsageError."""
    is_ministry = word.lower() in CALLED and word.lower() not in desk.folder.refs()
    return "" if is_ministry else desk.ref(word, kind="project")


def ask(desk: Desk, number: int, asked_of: str | None, view: View) -> None:
    """Show per project and for the ministry (or this one) what they are asked; those that need not be are remarked."""
    found = stored_newsletter(desk.folder, number)
    refuse_sent(found.newsletter)
    refuse_withheld(found)
    every = asked_of is None
    asked = [one for one in found.asked if one.must_approve] if asked_of is None else [shown_of(found, asked_of)]
    for one in found.asked if every else ():
        name = found.named(one.project, desk.today)
        if one.must_approve and one.is_outdated:
            desk.remark(outdated(one))
        elif one.approval is not None:
            desk.remark(Text("{project} approved on {day}", project=name, day=one.approval.on))
        elif one.is_public:
            desk.remark(Text("{project}: public records with sources only, no approval needed", project=name))
    if not asked:
        desk.remark(Text("nobody has to be asked"))
    else:
        _show(desk, found, asked, view)
    for one in asked:
        desk.remark(
            Text(
                "when it agrees: ppl newsletter {number} --approve {project} --from answer.eml --seen {digest}",
                number=number,
                project=word_for(one.project),
                digest=one.digest,
            )
        )


def _show(desk: Desk, found: Stored, asked: list[Shown], view: View) -> None:
    """What they are asked: in one document, or a mail for each. Raises UsageError."""
    newsletter = found.newsletter
    is_folder = view.out is not None and _is_folder(desk, view.out, view.format)
    format = "eml" if is_folder else format_for(desk, view.format, view.out, "newsletter-ask")
    language = language_of_bulletin(newsletter, view)
    name = programme(desk, newsletter)

    def one_of(some: list[Shown]) -> newsletter_ask.Request:
        return newsletter_ask.Request(found.knowledge, newsletter, name, some)

    if is_folder and view.out is not None:
        mails = [
            made(desk, "newsletter-ask", one_of([one]), None, format, language,
                 out=view.out / f"{newsletter.number}-{one.project or desk.words(Text('ministry'))}.eml")
            for one in asked
        ]  # fmt: skip
        show_made(desk, mails, view.is_opened, view.out)
        return
    if format == "eml" and len(asked) > 1:
        what = Text("a mail is for one reader, and {number} are asked", number=len(asked))
        remedy = Text(
            "name one with --project ({projects}), or a folder with --out, for a mail to each",
            projects=Joined(tuple(word_for(one.project) for one in asked)),
        )
        raise UsageError(what, remedy)
    show(desk, "newsletter-ask", one_of(asked), None, format, language, out=view.out, view=view.is_opened)


def _is_folder(desk: Desk, out: Path, format: str) -> bool:
    """Whether `out` is a folder for mails: one that is there, or a name without an ending; not for another format."""
    is_for_mails = format == "eml" or not is_given(desk, "--format")
    return is_for_mails and (out.is_dir() or not (out.suffix or out.exists()))


def remark_approved(desk: Desk, number: int) -> None:
    """To stderr: who still has to agree."""
    stored = stored_newsletter(desk.folder, number)
    if still := missing(stored.asked):
        names = Joined(tuple(stored.named(one, desk.today) for one in still))
        desk.remark(Text("still to approve: {projects}", projects=names))
    else:
        desk.remark(Text("all have approved; when it has gone out: ppl newsletter {number} --sent", number=number))


def answered_on(desk: Desk, source: str, number: int, project: str, on: datetime.date | None) -> datetime.date:
    """The day of a reply that approves, without any change. Raises DataError where it does not."""
    from ppl.cli.entry.reply import Asked, plain_yes_in  # who types the day needs no reader of mails

    ref = f"newsletters/{number}"
    remedy = Text("change the text (ppl edit {ref}) and ask again: ppl newsletter {number} --ask --project {project}",
                  ref=ref, number=number, project=word_for(project))  # fmt: skip
    by_hand = Text("ppl newsletter {number} --approve {project} --on DATE", number=number, project=word_for(project))
    return plain_yes_in(desk, source, Asked(ref, None, remedy, by_hand), on)
