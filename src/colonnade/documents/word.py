"""A paper as a Word file, written by python-docx."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .paper import Paper, is_right_to_left, paragraphs, plain

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SERIF, SANS = "Georgia", "Calibri"
INK, SOFT = RGBColor(0x2B, 0x24, 0x1F), RGBColor(0x6A, 0x5F, 0x57)


def word(paper: Paper, *, at: datetime) -> bytes:
    """The paper as the bytes of a .docx file; its properties name nobody."""
    said: Any = plain(paper)
    file = Document()
    _styles(file, said["language"])
    _properties(file, said, at)
    _own(file, said["over"], SANS, soft=True)
    file.add_heading(said["title"], level=1)
    _label(file.add_paragraph(), said["state"], bold=True)
    _rows(file, said["facts"])
    readers = file.add_paragraph()
    _label(readers, f"{said['readers_label']}: {said['readers']}. ", bold=True)
    _label(readers, said["foot"], soft=True)
    for section in said["sections"]:
        file.add_heading(section["heading"], level=2)
        for block in section["blocks"]:
            _BLOCKS[block["kind"]](file, block)
    _footer(file, said)
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def _styles(file: Any, language: str) -> None:
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(24)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = SANS, Pt(10.5), INK
    normal.paragraph_format.space_after = Pt(6)
    for name, size in (("Heading 1", 24), ("Heading 2", 15)):
        style = file.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = SERIF, Pt(size), INK
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    normal.element.get_or_add_rPr().append(spoken)


def _properties(file: Any, said: dict[str, Any], at: datetime) -> None:
    facts = file.core_properties
    facts.title, facts.language = said["title"], said["language"]
    facts.author = facts.last_modified_by = facts.comments = ""
    facts.created = facts.modified = at.astimezone(UTC).replace(tzinfo=None)


def _own(place: Any, text: str, font: str = SERIF, *, bold: bool = False, soft: bool = False) -> None:
    """Somebody's words in `place`, a file or a cell; each paragraph in the direction of its first letter."""
    for lines in paragraphs(text):
        paragraph = place.add_paragraph()
        if is_right_to_left(" ".join(lines)):
            paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for number, line in enumerate(lines):
            run = paragraph.add_run(line)
            run.font.name, run.bold = font, bold or None
            if soft:
                run.font.color.rgb = SOFT
            if number < len(lines) - 1:
                run.add_break()


def _label(paragraph: Any, text: str, *, bold: bool = False, soft: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold = bold or None
    if soft:
        run.font.color.rgb, run.font.size = SOFT, Pt(9)


def _table(file: Any, block: dict[str, Any]) -> None:
    head, width = block["head"], Mm(162 // len(block["head"]))
    table = file.add_table(rows=0, cols=len(head))
    table.style = "Table Grid"
    for number, texts in enumerate([head, *block["rows"]]):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.width = width
            _own(cell, text, SERIF if number else SANS, soft=not number)
            _without_first(cell)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    file.add_paragraph()


def _without_first(cell: Any) -> None:
    """A new cell holds an empty paragraph; Word wants at least one."""
    if len(cell.paragraphs) > 1:
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)


def _rows(file: Any, rows: list[list[str]]) -> None:
    table = file.add_table(rows=0, cols=2)
    for label, text in rows:
        left, right = table.add_row().cells
        left.width, right.width = Mm(38), Mm(124)
        _own(left, label, SANS, soft=True)
        _own(right, text)
        _without_first(left)
        _without_first(right)
    file.add_paragraph()


def _words(file: Any, block: dict[str, Any]) -> None:
    _label(file.add_paragraph(), block["by"], soft=True)
    _own(file, block["text"])
    if block["answer"]:
        _label(file.add_paragraph(), block["answer_by"], soft=True)
        _own(file, block["answer"])


def _pair(file: Any, block: dict[str, Any]) -> None:
    for view in block["views"]:
        _words(file, view)


def _entry(file: Any, block: dict[str, Any]) -> None:
    _own(file, block["title"], bold=True)
    if block["meta"]:
        _label(file.add_paragraph(), block["meta"], soft=True)
    if block["rows"]:
        _rows(file, block["rows"])


def _listed(file: Any, block: dict[str, Any]) -> None:
    _label(file.add_paragraph(), block["by"], bold=True)
    for text, meta in block["items"]:
        _own(file, text)
        _label(file.add_paragraph(), meta, soft=True)


_BLOCKS = {
    "text": lambda file, block: _own(file, block["text"]),
    "note": lambda file, block: _label(file.add_paragraph(), block["text"], soft=True),
    "facts": lambda file, block: _rows(file, block["rows"]),
    "words": _words,
    "pair": _pair,
    "entry": _entry,
    "listed": _listed,
    "table": _table,
}


def _footer(file: Any, said: dict[str, Any]) -> None:
    paragraph = file.sections[0].footer.paragraphs[0]
    _label(paragraph, f"{said['readers_label']}: {said['readers']}. {said['state']}.  ", soft=True)
    before, _n, rest = said["page"].partition("{n}")
    between, _m, after = rest.partition("{m}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        _label(paragraph, text, soft=True)
        if field:
            _field(paragraph, field)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)
