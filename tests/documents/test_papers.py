"""What people type is text on a paper and nothing else; nothing they type keeps the paper from being made."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from colonnade.documents import paper as parts
from colonnade.documents import pdf as pdf_writer
from colonnade.documents.pdf import pdf, pictures
from colonnade.documents.word import word
from colonnade.kernel.errors import Refusal

AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TYPED = (
    '#read("/etc/passwd")',
    '#eval("1+1")',
    '#include "paper.typ"',
    '#import "@preview/cetz:0.3.0"',
    r"back\slashes \ and \u{1F600} \n",
    "$ sum_(i=1)^n $ @anybody <label> = heading *bold* _under_ `raw` // not a comment /* nor this */",
    "<script>alert(1)</script> &amp; ]]> {{ 7*7 }} %s {0}",
    "[ ( { unbalanced",
    '"; panic("out") #"',
)


def sheet(*texts: str) -> parts.Paper:
    """A paper in which every kind of part says each of the texts."""
    pairs = [(text, text) for text in texts]
    blocks: list[parts.Block] = [parts.Facts(pairs), parts.Table(["a", "b"], pairs), parts.Entry("a", "b", pairs)]
    for text in texts:
        said = parts.Words(text, text, text, text)
        blocks += [parts.Text(text), parts.Note(text), said, parts.Pair([said, said]), parts.Listed(text, pairs)]
    return parts.Paper(
        over="Career guidance",
        title="Summary of our talk",
        state="Version 1",
        facts=pairs,
        readers_label="Who can read this",
        readers="Priya Sandoval and Marta Lindqvist",
        sections=[parts.Section("Purpose", blocks)],
        foot="Keep it safe.",
        page="Page {n} of {m}",
    )


def read_pdf(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def read_word(made: bytes) -> str:
    return "\n".join(run.text or "" for run in Document(io.BytesIO(made)).element.iter(qn("w:t")))


def squeezed(text: str) -> str:
    """Without white space, soft breaks and hyphens of lines that were parted."""
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("typed", TYPED)
def test_what_looks_like_markup_stands_there_as_it_was_typed(typed):
    made = pdf(sheet(typed), at=AT)

    assert squeezed(typed) in squeezed(read_pdf(made))
    assert "root:" not in read_pdf(made)
    assert typed in read_word(word(sheet(typed), at=AT))


LONG = ("x" * 8000, "$" * 8000, "שלום سلام \U0001f600 abc", "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 500)


@pytest.mark.parametrize("typed", LONG, ids=["letters", "signs", "right to left", "joined signs"])
def test_long_words_and_other_scripts_do_no_harm(typed):
    made = pdf(sheet(typed), at=AT)

    if typed.isascii():
        assert typed[:500] in squeezed(read_pdf(made))
    assert typed in read_word(word(sheet(typed), at=AT))


def test_control_and_direction_characters_are_taken_out():
    broken = "a\x00b\x1bc\u202edef\u2066ghi\ud800jkl\uffff\r\nmno\u2028pqr"

    assert "abcdefghijklmnopqr" in squeezed(read_pdf(pdf(sheet(broken), at=AT)))
    assert "abcdefghijkl" in read_word(word(sheet(broken), at=AT))


def test_an_empty_text_is_a_paper_too():
    assert pdf(sheet("", " ", "\n\n"), at=AT).startswith(b"%PDF")
    assert word(sheet("", " ", "\n\n"), at=AT).startswith(b"PK")


def test_every_page_names_the_readers():
    pages = PdfReader(io.BytesIO(pdf(sheet("word " * 1500), at=AT))).pages

    assert len(pages) > 3
    assert all("Priya Sandoval and Marta Lindqvist" in page.extract_text() for page in pages)
    assert f"Page 1 of {len(pages)}" in pages[0].extract_text()


def test_the_file_itself_names_nobody():
    made = PdfReader(io.BytesIO(pdf(sheet("a"), at=AT))).metadata
    facts = Document(io.BytesIO(word(sheet("a"), at=AT))).core_properties

    assert made is not None
    assert (made.title, made.author) == ("Summary of our talk", None)
    assert (facts.title, facts.author, facts.last_modified_by, facts.comments) == ("Summary of our talk", "", "", "")


@pytest.mark.parametrize("write", [pdf, word])
def test_what_is_too_long_is_refused_in_one_sentence(write):
    with pytest.raises(Refusal, match="too long"):
        write(sheet("word " * 20_000), at=AT)


def test_a_failure_is_one_sentence_and_quotes_nothing(monkeypatch, tmp_path, caplog):
    (tmp_path / "paper.typ").write_text("#panic(sys.inputs.paper)")
    monkeypatch.setattr(pdf_writer, "TEMPLATE", tmp_path)

    with pytest.raises(Refusal, match="could not be made") as refused:
        pdf(sheet("a secret"), at=AT)

    assert refused.value.__cause__ is None
    assert "secret" not in caplog.text


def test_the_template_reads_no_file_of_the_machine(monkeypatch, tmp_path):
    """Even markup, were it ever read as such, finds nothing outside the template's folder."""
    (tmp_path / "paper.typ").write_text('#read("/etc/passwd") #read("../pdf.py")')
    monkeypatch.setattr(pdf_writer, "TEMPLATE", tmp_path)

    with pytest.raises(Refusal):
        pdf(sheet("a"), at=AT)


def test_pages_are_pictures_too():
    assert all(page.startswith(b"\x89PNG") for page in pictures(sheet("a"), at=AT, ppi=20))
