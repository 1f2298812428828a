"""Make longlist.xlsx, planning.xlsx and minutes.docx anew: python examples/make_sheets.py [FOLDER]

All are invented, with the mess that those of real municipalities have. The same openpyxl and python-docx give the same
bytes: nothing is compressed, and every file in the archive has the same day. planning.xlsx holds the rows of planning.csv.
"""

# ruff: noqa: E501  (a row of the sheet is a line here)
from __future__ import annotations

import csv
import datetime
import io
import os
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

os.environ["OPENPYXL_LXML"] = "False"  # with lxml the same sheet is written in other bytes

import docx
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
DAY = datetime.datetime(2026, 9, 14, 9, 0)  # noqa: DTZ001  (a workbook knows no time zone)
FILLS = {"groen": "C6EFCE", "geel": "FFEB9C", "rood": "FFC7CE"}
GROUPS = (("A4:B4", "WIE"), ("C4:I4", "PROJECT"), ("J4:K4", "PLANNING"))
HEADINGS = (
    "Nr.", "Gemeente", "Projectnaam / locatie", "Provincie", "Aantal woningen\n(bruto)", "% sociale huur", "Situatie",
    "Fase", "Grond", "Start bouw", "Ingediend d.d.", "intern: inschatting", "Opmerkingen",
)  # fmt: skip
# An empty municipality belongs to the one above (merged). The first word is the colour of the row.
ORDINARY: tuple[tuple[Any, ...], ...] = (
    ("groen", 1, "Nergenshuizen", "Waterrijk", "Utrecht", "120-150", "30%", "uitleg", "initiatief", "gemeente", "Q3 2028", "3-7-2026", "kansrijk", None),
    ("groen", 2, "Verzonnenveen", "Stationskwartier Oost", "Drenthe", 320, 0.4, "stationslocatie", "definitie", "gemeente / corp.", "2028", "3 juli 2026", "kansrijk", "alle partners op de hoogte"),
    ("geel", 3, None, "Kanaaloever", "Drenthe", "ca. 350", "30 %", "haven", "idee", "versnipperd", "n.n.b.", "2026-07-06", "lastig", "4 eigenaren, 1 wil niet"),
    ("rood", 4, "Sint Fictus", "De Hofstede", "Limburg", 24, "50%", "inbreiding", "ontwerp", "ontwikkelaar", "2027", "06-07-2026", "te klein", "afgevallen per mail"),
    ("geel", 5, "Rietsloterdam", "Sluiskwartier  ", "Noord-Holland", "300-400", "n.n.b.", "binnenstedelijk", "haalbaarheid", "?", "n.n.b.", "7 juli 2026", None, "netbeheerder nog niet gesproken "),
    (None, 6, "Kleidijk aan de Vliede", "Dorpsrand Zuid", "zeeland", 85, 0.25, "dorpsrand", "initiatief", "Gemeente", "medio 2028", datetime.date(2026, 7, 8), "twijfel capaciteit", None),
    ("groen", 7, "Hoogbroekveld", "Oude Melkfabriek", "Noord-Brabant", "210 (incl. 40 zorg)", "35%", "transformatie", "NvU vastgesteld", "corporatie", "2028", "2026-07-09", "kansrijk", "gevel blijft staan"),
    (None, 8, None, "Winkelhart fase 2", "Noord Brabant", "n.n.b.", None, "winkelgebied", "idee", "versnipperd", None, "09-07-2026", None, "eerst centrumvisie"),
    ("geel", 9, "Wilgenhorn", "Sportpark\u00a0De Hazelweide", "Gelderland", 160, "30%", "vrijkomend terrein", "initiatief", "gem.", "2029", "10 juli 2026", None, "club wil niet weg"),
    ("groen", 10, "Veldenburg", "Ziekenhuislocatie", "Overijssel", "1.150", "30%", "binnenstedelijk", "definitie", "gemeente", "begin 2029", "10-7-2026", "groot, wel goed team", "> 1000 woningen, past dat in perceel 1?"),
    (None, 11, "Molenwaarderveen", "Linten in het veen", "Zuid-Holland", "+/- 60", "20%", "dorpslint", "idee", "particulieren", "n.n.b.", "2026-07-13", None, "bodemdaling"),
    ("geel", 12, "Verzonnenveen", "Stationskw. oost (fase 1+2)", "DR", "320", "40%", "station", "definitie", "gem./corporatie", "2028", "14-7-2026", None, "aangemeld door de ontwikkelaar"),
    ("groen", 13, "Bergschoten", "Herstructurering Vogelwijk", "Noord-Brabant", "sloop 96, nieuw 180", "60%", "sloop-nieuwbouw", "haalbaarheid", "corporatie", "2028", "14 juli 2026", "bewoners weten het nog niet", None),
    ("rood", 14, "Duinhaven-West", "Boulevard", "Noord-Holland", 400, "0%", "kust", "vergunning", "ontwikkelaar", "2027", "2026-07-15", "te ver", "ligt al ter inzage"),
    (None, 15, "Twistenrade", "Groenezoom", "Limburg", "75 à 90", "30%", "uitleg", "Initiatief ", "gemeente", "Q1 2029", "15-07-2026", None, None),
    ("groen", 16, "Denkbeeldig", "Kazerneterrein", "Fryslan", 240, 0.3, "vrijgekomen locatie", "definitie", "Rijk", "2029", "16 juli 2026", "kansrijk", "verkoop Rijk loopt"),
    (None, 17, "Oostermeerwijk", "De Nieuwe Hoven", "Flevoland", "500", "30", "uitleg", "initiatief", "gemeente", "2029", "2026-07-17", "net vol tot 2031", None),
    ("geel", 18, "Sint Fictus", "Parochietuin", "Limburg", "ca 45", "33%", "inbreiding", "initiatief", "kerkbestuur", "n.n.b.", "zomer 2026", None, "nog geen projectleider"),
)  # fmt: skip
LARGE_HEADINGS = (
    "gebied",
    "deelgebied",
    "gemeente(n)",
    "won. tot 2040",
    "waarvan voor 2030",
    "bereikbaarheid",
    "status",
)
LARGE: tuple[tuple[Any, ...], ...] = (
    ("groen", "Merensteden", "Spoorpark", "Rietsloterdam", 4200, "1.800", "station moet verplaatst", "gebiedsvisie"),
    ("groen", "Merensteden", "Havenkop", "Rietsloterdam / Duinhaven-West", "6000-7500", "n.n.b.", "brug", "verkenning"),
    (None, "Merensteden", "Spoor Park (zie ook boven)", "Rietsloterdam", "ca. 4.000", None, None, "visie"),
    ("geel", "Oostboog", "Kennisboulevard", "Veldenburg", "3500", "900", "HOV-lijn", "ontwerp-programma"),
    ("geel", "Oostboog", "Emplacement Noord", "Veldenburg", "2.800", "0", "rangeren blijft tot 2035", "verkenning"),
    ("rood", "Zuidflank", "Ringpark", "Bergschoten, Hoogbroekveld", "ca. 9000", "n.n.b.", "snelweg", "idee"),
    (None, "Zuidflank", "Kanaalknoop", "Hoogbroekveld", "n.n.b.", "n.n.b.", "OV-knoop", "idee"),
)


def coloured(sheet: Worksheet, row: int, colour: str | None, width: int) -> None:
    """Give the cells of a row the colour that means something."""
    for column in range(1, width + 1):
        if colour:
            sheet.cell(row, column).fill = PatternFill("solid", fgColor=FILLS[colour])


def ordinary(sheet: Worksheet) -> None:
    """The first sheet: titles above two header rows, merged municipalities, a wrong total, empty rows."""
    sheet["A1"] = "LONGLIST KANDIDATEN PARALLEL PLANNEN (VERZONNEN VOORBEELD)"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:M1")
    sheet["A2"] = "stand: half september 2026, versie 7 def (2); alle gemeenten en projecten zijn verzonnen"
    sheet.merge_cells("A2:M2")
    for cells, title in GROUPS:
        sheet[cells.partition(":")[0]] = title
        sheet.merge_cells(cells)
    for column, title in enumerate(HEADINGS, 1):
        cell = sheet.cell(5, column, title)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
    first = 6
    for row, (colour, *values) in enumerate(ORDINARY, first):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, value)
            if isinstance(value, float):
                cell.number_format = "0%"
            if isinstance(value, datetime.date):
                cell.number_format = "dd-mm-yyyy"
        coloured(sheet, row, colour, len(HEADINGS))
        if values[1] is None:
            sheet.merge_cells(start_row=row - 1, end_row=row, start_column=2, end_column=2)
    last = first + len(ORDINARY) - 1
    sheet.cell(last + 2, 1, "Totaal")
    sheet.cell(last + 2, 5, f"=SUM(E{first}:E{last})")
    sheet.cell(last + 3, 1, "* aantallen volgens de aanmelding; niet gecontroleerd")
    for row in range(last + 4, last + 9):
        sheet.cell(row, 3, " ")
    sheet.cell(first + 8, 5).comment = Comment("was 220, tennisbanen blijven", "gemeente")
    sheet.column_dimensions["C"].width = 28
    sheet.column_dimensions["L"].hidden = True
    sheet.freeze_panes = "C6"


def large(sheet: Worksheet) -> None:
    """The second sheet: other columns in another order, small headings, and what the colours mean."""
    sheet["A1"] = "Perceel 2, NOVEX-gebieden (ook verzonnen)"
    for column, title in enumerate(LARGE_HEADINGS, 1):
        sheet.cell(3, column, title)
    for row, (colour, *values) in enumerate(LARGE, 4):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
        coloured(sheet, row, colour, len(LARGE_HEADINGS))
    sheet.merge_cells("A4:A6")
    legend = (
        ("groen", "groen = alle partners weten van de aanmelding"),
        ("geel", "geel = navragen"),
        ("rood", "rood = afgevallen"),
    )
    for row, (colour, meaning) in enumerate(legend, 13):
        sheet.cell(row, 6, meaning)
        sheet.cell(row, 6).fill = PatternFill("solid", fgColor=FILLS[colour])


def longlist() -> Workbook:
    """The longlist of candidates."""
    book = Workbook()
    book.remove(book.worksheets[0])
    ordinary(book.create_sheet("Longlist "))
    large(book.create_sheet("Perceel 2"))
    return book


def planning() -> Workbook:
    """The planner's rows of planning.csv, days as days and figures as figures."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Planning"
    text = (HERE / "planning.csv").read_text("utf-8-sig")
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=";"), 1):
        for column, typed in enumerate(row, 1):
            if typed:
                sheet.cell(number, column, value(typed))
            if number == 1:
                sheet.cell(1, column).font = Font(bold=True)
    return book


def value(typed: str) -> Any:
    """A day or a figure where the text is one, as Excel makes of it; `12;14` and `6 wkn` stay text."""
    if re.fullmatch(r"\d\d-\d\d-\d{4}", typed):
        day, month, year = typed.split("-")
        return datetime.date(int(year), int(month), int(day))
    if typed.isdigit():
        return int(typed)
    return float(typed.replace(",", ".")) if re.fullmatch(r"\d+,\d+", typed) else typed


def minutes() -> Any:
    """Minutes of a talk as somebody keeps them in Word: headings, paragraphs, bullets and a table of actions."""
    made = docx.Document()
    made.add_heading("Verslag weekgesprek Waterrijk (verzonnen)", 1)
    for text in ("Datum: 13 november 2026", "Aanwezig: projectleider, procesmanager"):
        made.add_paragraph(text)
    made.add_heading("Besproken", 2)
    made.add_paragraph("Het bodemonderzoek is binnen en valt mee.")
    made.add_heading("Afspraken", 2)
    made.add_paragraph("De aangepaste planning gaat maandag rond.", style="List Bullet")
    made.add_heading("Acties", 2)
    table = made.add_table(rows=0, cols=3)
    for cells in (("Wat", "Wie", "Wanneer"), ("Offerte voor de sanering vragen", "projectleider", "27-11-2026")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    made.core_properties.author = "ppl (verzonnen)"
    made.core_properties.created = made.core_properties.modified = DAY
    return made


def saved(book: Any, path: Path) -> None:
    """Write a workbook or a document with the same bytes each time."""
    if isinstance(book, Workbook):
        book.properties.creator, book.properties.created, book.properties.modified = "ppl (verzonnen)", DAY, DAY
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as after:
        for name in sorted(before.namelist()):
            after.writestr(zipfile.ZipInfo(name, DAY.timetuple()[:6]), steady(name, before.read(name)))


def steady(name: str, content: bytes) -> bytes:
    """The part of the archive without the minute in which it was saved."""
    if name != "docProps/core.xml":
        return content
    day = DAY.isoformat().encode() + b"Z"
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + day, content)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    saved(longlist(), folder / "longlist.xlsx")
    saved(planning(), folder / "planning.xlsx")
    saved(minutes(), folder / "minutes.docx")
