"""A report on its way to a format: its data in one language, and the surface that it is shown on."""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from ppl.errors import Text
from ppl.render import plain, table
from ppl.render.explained import explained
from ppl.render.overrides import OwnTemplates
from ppl.render.templates import filled
from ppl.render.typography import typeset

PAPER = ("html", "pdf", "docx", "eml")  # the forms that are read as a page or a mail


def template_of(name: str) -> str:
    """What draws a picture: `gantt` for `gantt` and for its parts, `gantt-1` and so on."""
    return name.rstrip("0123456789").removesuffix("-")


class Sheet(NamedTuple):
    """Rows under headings; see `table.cell` for what a cell may be.

    brief: the places of the columns that are shown where there is little room; None for all
    note: what stands below
    spoken: headings and rows for a reader, where those of a program are other ones
    title: what the rows are; shares: the columns that hold shares of one, shown as percentages
    asked: what was asked for, which a page says above its rows
    on_page: the places of the columns that a page shows, what names a row first; None for those where there is little
        room
    """

    headings: Sequence[str | Text]
    rows: Sequence[Sequence[Any]]
    brief: Sequence[int] | None = None
    note: Text | None = None
    spoken: tuple[Sequence[str | Text], Sequence[Sequence[Any]]] | None = None
    title: Text | None = None
    shares: Collection[int] = ()
    asked: Text | None = None
    on_page: Sequence[int] | None = None


class Surface(NamedTuple):
    """Where a document is shown: characters on a line, in tables too, whether on a terminal, and with colours."""

    width: int = 80
    table_width: int = 1_000
    is_terminal: bool = False
    has_colour: bool = False


class About(NamedTuple):
    """What the head of a document says of it.

    programme: its name; on: the day that it shows; state: the commit that it was made from, short
    is_draft: not approved yet, or made from edits that nobody recorded
    """

    programme: str = ""
    on: datetime.date | None = None
    state: str = ""
    is_draft: bool = False


class Document(NamedTuple):
    """A report ready to become text or bytes.

    schema: name and version of its JSON; to_record: gives the data that JSON holds; to_data: what its template sees
    parts: what it can be made of (prose, sheet, letter, picture, problems, form); to_sheet: gives its rows, where it
    has them; a format asks for what it takes and no more
    source: the text that the screen shows as it stands, where there is one
    template: below templates/; to_pictures: gives the data of its pictures, by name: templates below templates/charts/
    words: a Text in its language, translate: a source text; own: templates of the knowledge base
    picture: which of its pictures a format of one picture shows, else the first; addresses: where each lies, by name
    to: names and addresses of who receives it; is_page: a document for others, not a screen
    is_for_others: its words are set for readers, not on a screen; is_set_on_paper: on a page and in a mail they are
    terms: what these need not know, with what it means
    is_log: its lines stay as they are, on a terminal in lines that fit; is_markdown: all its Markdown does
    seal: what makes its Markdown complete
    heading: its title where its template gives none; to_about: gives what its head says
    style: name and bytes of the document of Word whose styles it takes
    to_events: gives the days that it plans, as `ics.Event` has them; has_calendar: they go with it as a mail
    remark: tells the user what is left out
    """

    schema: str
    to_record: Callable[[], Mapping[str, Any]]
    to_data: Callable[[], Mapping[str, Any]]
    parts: Collection[str]
    template: str
    words: Callable[[Text], str]
    translate: Callable[[str], str]
    language: str
    own: OwnTemplates
    to_sheet: Callable[[], Sheet] | None = None
    source: str | None = None
    to_pictures: Callable[[], Mapping[str, Any]] = dict
    picture: str = ""
    addresses: Mapping[str, str] = {}
    to: Sequence[tuple[str, str]] = ()
    is_page: bool = False
    is_for_others: bool = False
    is_set_on_paper: bool = False
    terms: Sequence[tuple[str, str]] = ()
    is_log: bool = False
    is_markdown: bool = False
    seal: Callable[[str], str] = str
    heading: str = ""
    to_about: Callable[[], About] = About
    style: tuple[str, bytes] | None = None
    to_events: Callable[[], Sequence[tuple[Any, ...]]] = tuple
    has_calendar: bool = False
    remark: Callable[[Text], None] = lambda text: None
    surface: Surface = Surface()

    @property
    def record(self) -> Mapping[str, Any]:
        """The data that JSON holds."""
        return self.to_record()

    @property
    def data(self) -> Mapping[str, Any]:
        """What its template sees."""
        return self.to_data()

    @property
    def about(self) -> About:
        """What its head says."""
        return self.to_about()

    @property
    def sheet(self) -> Sheet:
        """Its rows."""
        assert self.to_sheet is not None
        return self.to_sheet()

    @property
    def charts(self) -> tuple[str, ...]:
        """The names of its pictures: those for which there are data."""
        return tuple(self.to_pictures())

    def svg(self, name: str) -> str:
        """One of its pictures as the text of an SVG that stands alone. Raises TemplateError."""
        from ppl.render import charts

        template = template_of(name)
        data = charts.layout(template, self.to_pictures()[name])
        return charts.draw(template, data, translate=self.translate, language=self.language, own=self.own)

    def markdown(self, form: str, **more: Any) -> str:
        """Its template filled, for a form (screen, md ...); of a mere sheet a table.

        more: what the template sees besides; `pictures` among it: the address of each picture that the form shows, of
        which it sees the data as `drawn`
        """
        is_set = (self.is_for_others and form != "screen") or (self.is_set_on_paper and form in PAPER)
        if self.is_sheet:
            if form == "md":
                headings, rows = self.cells(is_brief=True)
                return table.markdown(headings, rows) + (f"\n{self.note}\n" if self.note else "")
            headings, rows = self.cells(is_brief=True, is_screen=True, is_page=True)
            above = f"{plain.inline(self.words(self.sheet.asked))}\n\n" if self.sheet.asked is not None else ""
            text = above + table.markdown(headings, rows) + (f"\n{self.note}\n" if self.note else "")
            return typeset(text) if is_set else text
        data = self.seen(form, **more)
        text = filled(self.template, data, translate=self.translate, language=self.language, own=self.own)
        return self.seal(typeset(explained(text, self.terms)) if is_set else text)

    def seen(self, form: str, **more: Any) -> dict[str, Any]:
        """What its template sees, for a form."""
        addresses = more.pop("pictures", self.addresses)
        drawn = {name: self.to_pictures()[name] for name in addresses}
        return {"pictures": addresses, "drawn": drawn, **self.data, "form": form, **more}

    @property
    def is_sheet(self) -> bool:
        """Whether it is rows, without a template."""
        return not {"prose", "letter"} & set(self.parts)

    def cells(
        self, is_brief: bool = False, is_screen: bool = False, is_page: bool = False
    ) -> tuple[list[str], list[list[str]]]:
        """Headings and rows of its sheet as texts.

        is_brief: only the columns that are shown where there is little room; is_screen: days as the reader writes
        them; is_page: those columns in the order of a page
        """
        sheet = self.sheet
        mark = "," if self.language == "nl" else "."
        shown = sheet.spoken if is_brief and sheet.spoken is not None else sheet[:2]
        brief = sheet.on_page if is_page and sheet.on_page is not None else sheet.brief
        columns = brief if is_brief and brief is not None else range(len(shown[0]))
        headings, *rows = (
            [table.cell(row[at], mark, self.language, self.words, is_screen) for at in columns]
            for row in (shown[0], *shown[1])
        )
        return headings, rows

    @property
    def note(self) -> str:
        """What stands below its sheet."""
        note = self.sheet.note if self.to_sheet is not None else None
        return self.words(note) if note is not None else ""
