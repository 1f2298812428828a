"""Whether the templates of a knowledge base work: each is filled with what it gets, in a process of its own.

That is: reports of the records as they are, of made-up ones with harmless and with hostile texts in every field, and of
next to nothing. What hostile texts would change in the layout of a page or a picture is named too.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Literal, NamedTuple

from ppl.errors import PplError, Problem, TemplateError, Text, nearest, with_extra
from ppl.model.knowledge import Knowledge
from ppl.operations.made_up import Planter, knowledge
from ppl.operations.newsletter_draft import PIECES, pieces
from ppl.operations.sample_records import DAY
from ppl.operations.template_catalog import overridable
from ppl.operations.template_problems import beside_the_shipped_one, place_of, problem
from ppl.operations.template_samples import Sample, made_up, of_nothing, of_plans, of_records
from ppl.render import charts, eml, html, pdf, template_lint
from ppl.render.child import Outcome, Trial, tried_apart
from ppl.render.document import Document, template_of
from ppl.render.formats import FORMAT
from ppl.render.overrides import Override, OwnTemplates, shipped_text
from ppl.render.shape import Shape
from ppl.reports.catalog import REPORT
from ppl.reports.news import Request, build
from ppl.resources import catalogue

MOST = 20  # documents of the records, of each report; spread over them
LANGUAGES = ("nl", "en")
HOSTILE = (
    "# Kop <script>alert(1)</script> <img src=x onerror=y> &lt;b> | cel | [klik](javascript:alert(1)) ![p](//x.nl/p)",
    "https://x.nl/a)\n[x](vbscript:y) \u2028# kop\n### kop\n\n> citaat\n\n```\ncode\n\n---\n\n<div>\n",
    "=1+1\t[a\nb]: data:x [a b] <https://x.nl> \\ ` ``",
    '1. een\n\n    code\n\n<!-- x --> {x} {0.__class__} {{ 7*7 }} {% raw %} #panic() \ud800" onload="x',
)
HARMLESS = tuple(f"{sign * 5} {sign * (len(text) - 6)}" for sign, text in zip("abcd", HOSTILE, strict=True))
Origin = Literal["own", "hostile", "harmless", "nothing"]
Wants = Literal["shape", "nothing"]
DocumentOf = Callable[[Sample, str, datetime.date | None], Document]


class Checked(NamedTuple):
    """What was found. own, made_up: how many times something was filled with records as they are, with made-up ones"""

    problems: list[Problem]
    own: int
    made_up: int


class _Try(NamedTuple):
    """A template with data, and where these come from; number: its place among those with the same names"""

    trial: Trial
    origin: Origin


def check(
    own: OwnTemplates, chosen: Sequence[Override], known: Knowledge, document_of: DocumentOf, language: str
) -> Checked:
    """What is wrong with these templates. language: of the programme; document_of: a report on its way to a format,
    in a language, on a day (None: today).

    own: all that are not refused count as trusted
    """
    checker = _Checker(own, chosen)
    sound = [one for one in chosen if one.refusal is None]
    tries = [*checker.tries(known, document_of, language)] if sound else []
    outcomes = tried_apart([one.trial for one in tries], checker.texts, own) if tries else []
    problems = [*checker.refused(), *checker.failed(tries, outcomes), *checker.acting(tries, outcomes)]
    read = [*checker.read(tries)]
    unknown = {(one.path, one.line) for one in read if one.what.source == template_lint.UNKNOWN.source}
    problems = [one for one in problems if (one.path, one.line) not in unknown] + read
    mine = sum(one.origin == "own" for one in tries)
    others = len(tries) - mine
    if any(one.name == pdf.TEMPLATE for one in sound):
        problems += checker.paper(known, document_of, language)
        mine, others = mine + 1, others + 2
    unique = {(one.path, one.line, str(one.what)): one for one in problems}
    return Checked([unique[place] for place in sorted(unique)], mine, others)


class _Checker:
    """What is looked at: the templates that were chosen, and all of the knowledge base that they may take in."""

    def __init__(self, own: OwnTemplates, chosen: Sequence[Override]) -> None:
        self.own = own
        self.chosen = {one.name: one for one in chosen}
        self.texts: dict[str, str] = {}
        self._reaches: dict[str, dict[str, str]] = {}

    def reaches(self, top: str) -> bool:
        """Whether a document of this template is made of one that was chosen."""
        if top not in self._reaches:
            self._reaches[top] = self.own.texts(top)
            self.texts |= self._reaches[top]
        return bool(self._reaches[top].keys() & self.chosen.keys())

    def tries(self, known: Knowledge, document_of: DocumentOf, language: str) -> Iterator[_Try]:
        """All that is filled."""
        planter = Planter(HARMLESS)
        real = [*of_records(known, planter, language), *of_plans(known, planter)]
        yield from self._of_samples(_spread(real), language, "own", document_of)
        for lang in LANGUAGES:
            yield from self._of_samples(of_nothing(lang), lang, "nothing", document_of)
            yield from self._of_samples(made_up(HARMLESS, lang, DAY), lang, "harmless", document_of)
            yield from self._of_samples(made_up(HOSTILE, lang, DAY), lang, "hostile", document_of)
        if self.reaches(PIECES):
            whole: list[tuple[Knowledge, Origin]] = [
                (known, "own"),
                (knowledge(Planter(HARMLESS, DAY)), "harmless"),
                (knowledge(Planter(HOSTILE, DAY)), "hostile"),
            ]
            for records, where in whole:
                found = build(Request(records, None, "client"), DAY)
                for _, data in pieces(found, "nl") if found else ():
                    for lang in LANGUAGES:
                        seen = {"pictures": {}, **data}
                        yield _Try(Trial("markdown", lang, PIECES, seen, _wants(where)), where)

    def _of_samples(
        self, samples: Collection[Sample] | Iterator[Sample], lang: str, where: Origin, document_of: DocumentOf
    ) -> Iterator[_Try]:
        day = None if where == "own" else DAY
        wants = _wants(where)
        for sample in samples:
            if self._is_wanted(sample.report):
                with suppress(
                    PplError
                ):  # nothing can be told of it: a plan that goes in a circle, a talk that was none
                    for trial in self._trials(document_of(sample, lang, day), wants):
                        yield _Try(trial, where)

    def _is_wanted(self, name: str) -> bool:
        report = REPORT[name]
        tops = [report.template, *(f"charts/{one}.svg.j2" for one in report.charts)]
        tops += [html.TEMPLATE] if report.is_page else []
        tops += [eml.TEMPLATE] if report.offers & FORMAT["eml"].takes else []
        return any(self.reaches(top) for top in tops)

    def _trials(self, document: Document, wants: Wants) -> Iterator[Trial]:
        lang = document.language
        if not document.is_sheet and self.reaches(document.template):
            drawn = {name: f"chart:{name}" for name in document.charts}
            for form, pictures in (("md", drawn), ("screen", {}), ("html", drawn)):
                data = document.seen(form, pictures=pictures)
                yield Trial("markdown", lang, document.template, data, wants if form == "md" else "nothing")
        for name in document.charts:
            if self.reaches(top := f"charts/{(drawn_by := template_of(name))}.svg.j2"):
                yield Trial("markup", lang, top, charts.layout(drawn_by, document.to_pictures()[name]), wants)
        if document.is_page and self.reaches(html.TEMPLATE):
            yield Trial("markup", lang, html.TEMPLATE, html.seen(document), wants)
        if FORMAT["eml"].takes.intersection(document.parts) and self.reaches(eml.TEMPLATE):
            found = eml.laid_out(document)
            shown = {name: {"address": f"cid:{name}@ppl", "width": eml.ROOM, "height": 90} for name in found.pictures}
            yield Trial("markup", lang, eml.TEMPLATE, eml.seen(found, shown), wants)

    def refused(self) -> Iterator[Problem]:
        """Those that are never used."""
        for one in self.chosen.values():
            if one.refusal is not None:
                remedy = Text("take that out of it") if one.line else Text("put a plain file in its place")
                yield problem(one.place, Text("it is never used: {why}", why=one.refusal), remedy)

    def failed(self, tries: Sequence[_Try], outcomes: Sequence[Outcome]) -> Iterator[Problem]:
        """Those that cannot be filled."""
        said = set()
        for one, outcome in zip(tries, outcomes, strict=True):
            if outcome.why and (outcome.place, str(outcome.why)) not in said:
                said.add((outcome.place, str(outcome.why)))
                what = {
                    "own": Text("it cannot be filled with records as they are: {why}", why=outcome.why),
                    "nothing": Text("it cannot be filled where there is next to nothing: {why}", why=outcome.why),
                }.get(one.origin, Text("it cannot be filled with made-up records: {why}", why=outcome.why))
                yield problem(outcome.place, what, Text("mend it, or take it away so that the shipped one is used"))

    def acting(self, tries: Sequence[_Try], outcomes: Sequence[Outcome]) -> Iterator[Problem]:
        """Those in which what a record says becomes layout, and those that would run or fetch something."""
        kept: dict[tuple[str, str], dict[str, list[Shape]]] = defaultdict(lambda: defaultdict(list))
        for one, outcome in zip(tries, outcomes, strict=True):
            if outcome.shape is not None:
                kept[one.trial.name, one.trial.language][one.origin].append(outcome.shape)
        for (top, _), shapes in kept.items():
            chosen = [name for name in self._reaches[top] if name in self.chosen]
            if why := next((one.fault for one in shapes["harmless"] if one.fault), None):
                yield self._act(chosen, why)
            elif len(shapes["harmless"]) == len(shapes["hostile"]):
                pairs = zip(shapes["harmless"], shapes["hostile"], strict=True)
                if any(hostile.fault or hostile.layout - harmless.layout for harmless, hostile in pairs):
                    yield self._data_act(chosen)

    def _act(self, chosen: Sequence[str], why: Text) -> Problem:
        """That what it makes runs or fetches something, at the line that may say so."""
        what = str(why.values.get("said", why.values.get("tag", ""))).partition("=")[0]
        places = [(name, self._line_with(name, what)) for name in chosen]
        name, line = max(places, key=lambda one: one[1] > 0)
        return problem(place_of(name, line), why, Text("put what it shows into the template itself"))

    def _data_act(self, chosen: Sequence[str]) -> Problem:
        lines = [(name, self._suspect(name)) for name in chosen]
        name, line = max(lines, key=lambda one: one[1] > 0)
        what = Text("what stands in a record becomes layout or a link here")
        remedy = Text(
            "print values plainly ({code}), without a filter or sign that takes them as they are", code="{{ x }}"
        )
        return problem(place_of(name, line), what, remedy)

    def _line_with(self, name: str, word: str) -> int:
        return template_lint.line_with(self.chosen[name].text, shipped_text(name) or "", word)

    def _suspect(self, name: str) -> int:
        text = self.chosen[name].text
        return template_lint.line_that_takes_data_as_it_is(text, shipped_text(name) or "")

    def read(self, tries: Sequence[_Try]) -> Iterator[Problem]:
        """What is seen without filling: unknown variables, words without a translation, copies of an older one."""
        filled = {one.trial.name for one in tries}
        shipped = [one.name for one in overridable()]
        for name, one in self.chosen.items():
            if one.refusal is not None:
                continue
            place, of_ppl = f"templates/{name}", shipped_text(name)
            tops = [top for top in filled if name in self._reaches.get(top, ())]
            if of_ppl is None and not tops:
                what = Text("nothing uses it: no shipped one has this name, and none of yours takes it in")
                yield problem(
                    place, what, nearest(name, shipped, Text("ppl template list --all shows the names")), False
                )
            elif not tops and name != pdf.TEMPLATE:
                what = Text("it was not filled: nothing in the records leads to it")
                yield problem(place, what, Text("look at what it makes yourself"), False)
            if of_ppl is not None:
                yield from beside_the_shipped_one(place, one.text, of_ppl)
            if name.endswith(".j2") and tops:
                known = self._known(tops, tries)
                for said in template_lint.remarks(one.text, of_ppl or "", known, catalogue("nl").gettext):
                    yield problem(f"{place}:{said.line}", said.what, said.remedy, said.is_error)

    def _known(self, tops: Collection[str], tries: Sequence[_Try]) -> set[str]:
        """What the data of these documents, and the templates that they are made of, give names to."""
        known = {key for one in tries if one.trial.name in tops for key in one.trial.data}
        for top in tops:
            known |= template_lint.names_in(self._reaches[top].get(top) or shipped_text(top) or "")
            for text in self._reaches[top].values():
                known |= template_lint.names_in(text)
        for one in overridable():
            known |= template_lint.names_in(shipped_text(one.name) or "") if one.name.endswith(".j2") else set()
        return known

    def paper(self, known: Knowledge, document_of: DocumentOf, language: str) -> Iterator[Problem]:
        """The template of paper, set with a report of the programme as it is, and of made-up ones."""
        of_these: list[Iterator[Sample]] = [
            of_records(known, Planter(HARMLESS), language), made_up(HARMLESS, language), made_up(HOSTILE, language)
        ]  # fmt: skip
        place = f"templates/{pdf.TEMPLATE}"
        for samples in of_these:
            sample = next(one for one in samples if one.report == "programme")
            try:
                pdf.render(document_of(sample, language, DAY)._replace(own=self.own))
            except ModuleNotFoundError:
                what = Text("it was not looked at: that needs a package that is not installed")
                yield problem(place, what, with_extra("pdf"), False)
                return
            except TemplateError as error:
                values = error.what.values
                why = Text("it cannot be filled: {why}", why=values.get("why", error.what))
                yield problem(str(values.get("place", place)), why, error.remedy or Text("mend it"))
                return


def _wants(where: Origin) -> Wants:
    """Of made-up records what comes out is looked at."""
    return "shape" if where in ("harmless", "hostile") else "nothing"


def _spread(samples: Sequence[Sample]) -> list[Sample]:
    """Of each report as many as are filled, spread over all."""
    of: Mapping[str, list[Sample]] = defaultdict(list)
    for one in samples:
        of[one.report].append(one)
    return [each for these in of.values() for each in these[:: max(1, -(-len(these) // MOST))]]
