"""`ppl newsletter`: a bulletin from the records of a period, kept as a record that can be edited."""

import datetime
import re
from typing import Annotated, Literal

import typer

from ppl.cli import bulletin, bulletin_ask, completion
from ppl.cli.confirm import save
from ppl.cli.desk import Desk
from ppl.cli.options import N_, Format, Lang, Out, Style, View, WriteOptions, day_of, desk_of, with_write_options
from ppl.cli.own_templates import own_templates
from ppl.cli.words.people import role_meant
from ppl.errors import Text, UsageError
from ppl.model.knowledge import Knowledge
from ppl.operations.newsletter import (
    ApproveRequest,
    SendRequest,
    Stored,
    approve_newsletter,
    send_newsletter,
    stored_newsletter,
)
from ppl.operations.newsletter_draft import DraftRequest, draft_newsletter, drafted_newsletter, first_of
from ppl.resources import catalogue
from ppl.rules.approval import missing, shown, withheld, withheld_text
from ppl.rules.untold import untold

SHOWS = ("newsletter", "newsletter-ask")
HELP = N_("""Make a bulletin in plain language from the records of a period, and keep it as a draft.

What these readers were told before is not told again. The bulletin is kept as newsletters/NUMBER: edit its
texts there (ppl edit newsletters/1) and show it again by its number. It never holds more than its audience
may see, and a talk only where its other party agreed to what was noted.

Each project that it shows is asked to approve (--ask), and of a public one the ministry too (--approve ministry);
as eml each question is a draft for your mail program. The answer is recorded (--approve; --from reads the reply, and
takes a plain yes only); with the last answer the bulletin is approved. Whose texts change is asked again. Where all
that is told of a project rests on public records with sources, it is not asked. --sent records that it went out, and
is refused while an answer is missing; the day may stand behind it.

\b
Example:
  ppl newsletter
  ppl newsletter --since 2026-07-01 --audience programme --dry-run
  ppl newsletter 1
  ppl newsletter 1 --ask --project langeveld --out vraag.eml
  ppl newsletter 1 --approve langeveld --on 2026-11-20
  ppl newsletter 1 --approve ministry --from antwoord.eml
  ppl newsletter 1 --out nieuwsbrief.eml
  ppl newsletter 1 --sent 2026-11-24
""")

DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Show what would come; store nothing."))]
ROLE, CLIENT_ROLE = "projectleider", "opdrachtgever"


NumberOption = Annotated[
    int | None,
    typer.Option(
        "--number", metavar="N", help=N_("As N: show that number again."), autocompletion=completion.newsletters
    ),
]


ApproveOption = Annotated[
    str | None,
    typer.Option(
        "--approve",
        metavar="PROJECT|ministry",
        help=N_("Record that this project, or the ministry, approves number N."),
        autocompletion=completion.approvers,
    ),
]


AskedOption = Annotated[
    str | None,
    typer.Option(
        "--project",
        metavar="PROJECT|ministry",
        help=N_("Only what this one is asked."),
        autocompletion=completion.approvers,
    ),
]


ByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="ROLE",
        help=N_("Who approved; else the project leader, for the ministry the client."),
        autocompletion=completion.roles,
    ),
]


FromOption = Annotated[
    str | None, typer.Option("--from", metavar="FILE|-", help=N_("Their reply: an .eml, or its text."))
]


@with_write_options(dry_run=DryRun)
def command(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[N] [DATE]",
            help=N_("Number N again; the day of approval or sending, behind --approve PROJECT or --sent."),
            autocompletion=completion.newsletters,
        ),
    ] = None,
    since: Annotated[
        str, typer.Option("--since", metavar="DATE|last", help=N_("First day; last: where the one before ended."))
    ] = "last",
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("Last day; else today."))] = None,
    audience: Annotated[
        Literal["public", "programme"], typer.Option("--audience", help=N_("Who reads it."))
    ] = "public",
    number: NumberOption = None,
    ask: Annotated[
        bool, typer.Option("--ask", help=N_("Show what each project in number N, and the ministry, is asked."))
    ] = False,
    project: AskedOption = None,
    approve: ApproveOption = None,
    by: ByOption = None,
    source: FromOption = None,
    seen: Annotated[
        str | None,
        typer.Option("--seen", metavar="MARK", help=N_("The mark of the texts that it saw; else those as they are.")),
    ] = None,
    sent: Annotated[bool, typer.Option("--sent", help=N_("Record that number N was sent."))] = False,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=N_("The day of approval or sending; else today."))
    ] = None,
    format: Format = "screen",
    lang: Lang = None,
    out: Out = None,
    is_opened: View = False,
    style: Style = None,
    *,
    options: WriteOptions,
) -> None:
    desk = desk_of(ctx)
    number, on = _placed(words or [], number, on)
    _refuse_odd(number, since, until, ask, project, approve, by, seen, sent, on, source)
    day = _past_day(desk, on) if on else desk.today
    view = bulletin.View(format, lang, out, is_opened, style)
    if number is None:
        _make(desk, _draft_request(desk, since, until, audience, lang), view, options)
    elif ask:
        bulletin_ask.ask(desk, number, bulletin_ask.who(desk, project) if project else None, view)
    elif approve is not None:
        ref = bulletin_ask.who(desk, approve)
        role = role_meant(desk, by) if by else ROLE if ref else CLIENT_ROLE
        if source is not None:
            day = bulletin_ask.answered_on(desk, source, number, ref, day if on else None)
        _approve(desk, ApproveRequest(number, ref, role, day, seen), options)
    elif sent:
        save(desk, send_newsletter, SendRequest(number, day), options)
    else:
        _show(desk, number, view)


def _placed(words: list[str], number: int | None, on: str | None) -> tuple[int | None, str | None]:
    """The number and the day, which may stand without their options. Raises UsageError."""
    for word in words:
        is_number = word.isdecimal() and len(word) < 8
        if not is_number and not re.fullmatch(r"\d{4}-\d\d-\d\d", word):
            raise UsageError(
                Text("`{word}` is no number of a newsletter and no day", word=word),
                Text("for example: ppl newsletter 3 --sent 2026-01-31"),
            )
        if (number if is_number else on) is not None:
            raise UsageError(Text("`{word}` is one too many", word=word), Text("name one number, and one day"))
        number, on = (int(word), on) if is_number else (number, word)
    return number, on


def _refuse_odd(
    number: int | None, since: str, until: str | None, ask: bool, project: str | None, approve: str | None,
    by: str | None, seen: str | None, sent: bool, on: str | None, source: str | None,
) -> None:  # fmt: skip
    """Options that contradict each other. Raises UsageError."""
    ways = [name for name, given in (("--ask", ask), ("--approve", approve), ("--sent", sent)) if given]
    if len(ways) > 1:
        raise UsageError(
            Text("{listed} do not go together", listed=", ".join(ways)), Text("one after the other: each is one commit")
        )
    if ways and number is None:
        raise UsageError(
            Text("{option} does not say of which newsletter", option=ways[0]),
            Text("name its number: ppl newsletter N; ppl list newsletter shows which there are"),
        )
    if number is not None and (since != "last" or until):
        raise UsageError(
            Text("number {number} has its period already", number=number),
            Text("leave --since and --until out, or leave the number out for a new one"),
        )
    belongs = (
        ("--by", by, approve),
        ("--seen", seen, approve),
        ("--from", source, approve),
        ("--on", on, approve or sent),
        ("--project", project, ask),
    )
    homes = {
        "--by": "--approve",
        "--seen": "--approve",
        "--from": "--approve",
        "--on": "--approve, --sent",
        "--project": "--ask",
    }
    for name, given, home in belongs:
        if given and not home:
            raise UsageError(
                Text("{option} belongs to {others}", option=name, others=homes[name]), Text("leave it out, or add that")
            )


def _draft_request(
    desk: Desk, since: str, until: str | None, audience: Literal["public", "programme"], lang: str | None
) -> DraftRequest:
    """What is asked of a new bulletin. Raises UsageError."""
    first = None if since == "last" else day_of(desk, since, "--since")
    last = day_of(desk, until, "--until") if until else desk.today
    if first and first > last:
        raise UsageError(Text("{first} is after {last}", first=first, last=last), Text("swap the dates"))
    return DraftRequest(audience, first, last, lang, lambda language: catalogue(language).gettext, own_templates(desk))


def _make(desk: Desk, request: DraftRequest, view: bulletin.View, options: WriteOptions) -> None:
    """A new bulletin: shown, and kept as a draft."""
    if options.dry_run:
        _dry_run(desk, request, view)
        return
    proposal = save(desk, draft_newsletter, request, options, shows_refs=False)
    if not proposal.edits:
        _tell_nothing(desk, desk.folder.read()[0], request)
        return
    _show(desk, int(proposal.edits[0].ref.rpartition("/")[2]), view)


def _approve(desk: Desk, request: ApproveRequest, options: WriteOptions) -> None:
    if not save(desk, approve_newsletter, request, options).edits:
        desk.remark(Text("nothing changes"))
    if not options.dry_run:
        bulletin_ask.remark_approved(desk, request.number)


def _past_day(desk: Desk, text: str) -> datetime.date:
    day = day_of(desk, text, "--on")
    if day > desk.today:
        raise UsageError(Text("{day} is still to come", day=text), Text("record it when it has happened"))
    return day


def _tell_nothing(desk: Desk, knowledge: Knowledge, request: DraftRequest) -> None:
    """That there is nothing to tell; and what happened all the same, why these readers do not get it, what to do."""
    what = Text("there is nothing new to tell up to {day}; nothing was stored", day=request.last)
    desk.remark(what)
    kept_back = untold(knowledge, request.audience, first_of(knowledge, request), request.last)
    for text in bulletin.kept_back(kept_back, request.audience):
        desk.remark(text)


def _dry_run(desk: Desk, request: DraftRequest, view: bulletin.View) -> None:
    knowledge, _ = desk.folder.read()
    newsletter = drafted_newsletter(desk.folder, knowledge, request)
    if newsletter is None:
        _tell_nothing(desk, knowledge, request)
        return
    bulletin.show_bulletin(desk, newsletter, view, is_draft=True)
    bulletin.remark(desk, Stored(newsletter, knowledge, shown(knowledge, newsletter)))
    desk.remark(Text("nothing was written (--dry-run)"))


def _show(desk: Desk, number: int, view: bulletin.View) -> None:
    """A stored bulletin, all texts from its record; while it can be edited with remarks on how it reads.

    Whose approval is missing makes it a draft again, whatever its record says; so does what its readers may not see.
    """
    stored = stored_newsletter(desk.folder, number)
    newsletter, hidden = stored.newsletter, withheld(stored.knowledge, stored.newsletter)
    for one in hidden:
        desk.remark(withheld_text(newsletter, one))
    if newsletter.status == "sent":
        bulletin.show_bulletin(desk, newsletter, view)
        return
    is_draft = newsletter.status == "draft" or bool(hidden or missing(stored.asked))
    bulletin.show_bulletin(desk, newsletter, view, is_draft)
    bulletin.remark(desk, stored)
