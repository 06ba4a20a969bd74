import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
import pytest
from django.utils import timezone, translation

from colonnade.ui import jinja as ui_jinja
from colonnade.ui.jinja import attributes, environment, initials, paragraphs

TEMPLATES = Path(ui_jinja.__file__).parent / "jinja2"


def page(source: str, **context) -> str:
    loader = jinja2.ChoiceLoader(
        [jinja2.DictLoader({"page.html": source, "mail.txt": source}), jinja2.FileSystemLoader(TEMPLATES)]
    )
    return environment(loader=loader, strict=True).get_template("page.html").render(**context)


@pytest.fixture(autouse=True)
def _english_in_berlin():
    with translation.override("en"), timezone.override(ZoneInfo("Europe/Berlin")):
        yield


def test_dates_are_written_as_people_here_write_them():
    late = dt.datetime(2026, 8, 19, 22, 30, tzinfo=dt.UTC)
    assert page("{{ at | day }}|{{ at | short_day }}|{{ at | clock }}|{{ at | moment }}", at=late) == (
        "20 August 2026|20 Aug|00:30|20 August 2026, 00:30"
    )


def test_dates_follow_the_language_of_the_reader():
    with translation.override("de"):
        assert page("{{ on | day }}", on=dt.date(2026, 8, 20)) == "20. August 2026"


def test_no_date_is_no_text():
    assert page("{{ none | day }}{{ none | short_day }}{{ none | clock }}{{ none | moment }}") == ""


def test_midnight_is_a_time():
    assert page("{{ at | clock }}", at=dt.time(0, 0)) == "00:00"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Priyam Sarvani", "PS"),
        ("Ludwig van Beethoven", "LB"),
        ("Oskar", "O"),
        ("  ", ""),
        ("", ""),
        (None, ""),
        ("Zoë (Ext.)", "ZE"),
        ("王小明", "王"),
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_paragraphs_keep_the_breaks_and_escape_the_words():
    assert paragraphs("a <b>\r\nc\n\n\nd") == "<p>a &lt;b&gt;<br>c</p>\n<p>d</p>"
    assert paragraphs("") == paragraphs(None) == ""


def test_attributes_leave_out_what_is_off():
    assert attributes({"hx_get": "/a?b&c", "disabled": True, "hidden": False, "title": None}) == (
        ' hx-get="/a?b&amp;c" disabled'
    )


def test_pages_are_escaped_and_plain_mails_are_not():
    loader = jinja2.DictLoader({"a.html": "{{ x }}", "a.txt": "{{ x }}"})
    env = environment(loader=loader)
    assert env.get_template("a.html").render(x="<&>") == "&lt;&amp;&gt;"
    assert env.get_template("a.txt").render(x="<&>") == "<&>"
    assert env.from_string("{{ x }}").render(x="<") == "&lt;"


def test_names_in_translations_are_escaped_and_their_markup_is_kept():
    assert page("{{ _('<b>%(name)s</b> reads', name=name) }}", name="<i>") == "<b>&lt;i&gt;</b> reads"


def test_an_unknown_name_is_an_error_when_strict():
    with pytest.raises(jinja2.UndefinedError):
        page("{{ nowhere }}")


def test_the_macros_are_there_without_an_import():
    assert "Only you" in page("{{ ui.readers('me', 'Only you') }}")
    assert "Only you" in page('{% import "ui/macros.html" as m %}{{ m.readers("me", "Only you") }}')


@pytest.mark.parametrize("template", ["ui/error.html", "400.html", "403.html", "404.html", "429.html", "500.html"])
def test_a_refusal_needs_nothing_around_it(template, settings):
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    written = environment(loader=jinja2.FileSystemLoader(TEMPLATES), strict=True).get_template(template).render()
    assert written.count("<h1>") == 1
    assert " – Colonnade</title>" in written


@pytest.mark.parametrize("path", sorted(p.relative_to(TEMPLATES).as_posix() for p in TEMPLATES.rglob("*.*")))
def test_every_template_compiles_and_keeps_to_the_content_policy(path):
    source = (TEMPLATES / path).read_text(encoding="utf-8")
    environment(loader=jinja2.FileSystemLoader(TEMPLATES)).get_template(path)
    assert " style=" not in source
    assert " onclick=" not in source and "hx-on" not in source and "javascript:" not in source
