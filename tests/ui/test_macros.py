import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
import pytest
from django import forms
from django.utils import timezone, translation

from colonnade.ui import jinja as ui_jinja
from colonnade.ui.jinja import environment

TEMPLATES = Path(ui_jinja.__file__).parent / "jinja2"
HOSTILE = """"><script>alert('x')</script>"""


class TalkForm(forms.Form):
    title = forms.CharField(max_length=40, help_text="One line.")
    words = forms.CharField(required=False)
    day = forms.DateField(error_messages={"invalid": "September has thirty days."})
    at = forms.DateTimeField(required=False)
    length = forms.ChoiceField(choices=[("30", "Short"), ("Long ones", [("60", "An hour")])], required=False)
    purpose = forms.ChoiceField(choices=[("", "-"), ("stay", "What keeps me"), ("move", "A move")])
    places = forms.MultipleChoiceField(choices=[("room", "Room"), ("call", "Call")])
    private = forms.BooleanField(required=False)
    secret = forms.CharField(required=False)

    def clean(self):
        raise forms.ValidationError("This talk has <moved> on.")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def ui():
    return environment(loader=jinja2.FileSystemLoader(TEMPLATES), strict=True).globals["ui"]


def test_a_field_is_labelled_and_described(ui):
    drawn = ui.field(TalkForm()["title"])
    assert '<label class="field__label" for="id_title">Title</label>' in drawn
    assert 'id="id_title-help">One line.<' in drawn
    assert 'aria-describedby="id_title-help"' in drawn
    assert 'maxlength="40" required' in drawn
    assert "aria-invalid" not in drawn


def test_what_was_typed_comes_back_with_one_sentence_an_error(ui):
    drawn = ui.field(TalkForm({"day": "31 September"})["day"], "text")
    assert 'value="31 September"' in drawn
    assert 'aria-describedby="id_day-error" aria-invalid="true"' in drawn
    assert drawn.count('class="field__error"') == 1
    assert 'id="id_day-error"' in drawn
    assert "September has thirty days." in drawn


def test_several_errors_are_several_sentences_with_names_of_their_own(ui):
    form = TalkForm({"title": "x"})
    form.add_error("title", "One.")
    form.add_error("title", "Two.")
    assert re.findall(r'id="(id_title-error[^"]*)"', ui.field(form["title"])) == [
        "id_title-error",
        "id_title-error-2",
    ]


@pytest.mark.parametrize("kind", ["text", "textarea", "select", "email"])
def test_typed_markup_stays_text(ui, kind):
    form = TalkForm(dict.fromkeys(TalkForm.base_fields, HOSTILE))
    assert "<script" not in ui.field(
        form["length" if kind == "select" else "words"], kind, label=HOSTILE, help=HOSTILE
    )


def test_a_password_is_never_sent_back(ui):
    assert "hunter2" not in ui.field(TalkForm({"secret": "hunter2"})["secret"], "password")


def test_a_text_area_keeps_its_first_empty_line(ui):
    assert ">\n\nfirst</textarea>" in ui.field(TalkForm({"words": "\nfirst"})["words"], "textarea", rows=2)


def test_dates_are_written_as_their_controls_want_them(ui):
    initial = {"day": dt.date(2026, 9, 30), "at": dt.datetime(2026, 9, 30, 8, 0, tzinfo=dt.UTC)}
    with timezone.override(ZoneInfo("Europe/Berlin")):
        assert 'value="2026-09-30"' in ui.field(TalkForm(initial=initial)["day"], "date")
        assert 'value="2026-09-30T10:00"' in ui.field(TalkForm(initial=initial)["at"], "datetime-local")


def test_a_select_keeps_its_groups_and_its_choice(ui):
    drawn = ui.field(TalkForm({"length": "60"})["length"], "select")
    assert '<option value="30">Short</option>' in drawn
    assert '<optgroup label="Long ones">' in drawn
    assert '<option value="60" selected>An hour</option>' in drawn


def test_further_names_become_attributes_and_none_takes_one_away(ui):
    drawn = ui.field(TalkForm()["title"], hx_post="/t/", maxlength=None)
    assert 'hx-post="/t/"' in drawn
    assert "maxlength" not in drawn


def test_choices_are_a_named_group_without_the_empty_one(ui):
    drawn = ui.choices(TalkForm({"purpose": "stay"})["purpose"], cards=True, more={"move": "60 minutes"})
    assert '<legend class="field__label">Purpose</legend>' in drawn
    assert re.findall(r'type="radio" name="purpose" value="(\w+)"', drawn) == ["stay", "move"]
    assert drawn.count(" checked") == 1
    assert '<span class="choice__more">60 minutes</span>' in drawn


def test_a_field_that_takes_several_is_boxes(ui):
    drawn = ui.choices(TalkForm({"places": ["call"]})["places"])
    assert re.findall(r'type="checkbox" name="places" value="(\w+)"', drawn) == ["room", "call"]
    assert 'value="call" id="id_places_1" checked' in drawn


def test_a_box_says_its_label(ui):
    drawn = ui.check(TalkForm({"private": "on"})["private"], label="Keep it private")
    assert "<span>Keep it private</span>" in drawn
    assert " checked" in drawn


def test_errors_of_the_whole_form_are_said_at_once(ui):
    drawn = ui.errors(TalkForm({}))
    assert 'role="alert"' in drawn
    assert "This talk has &lt;moved&gt; on." in drawn
    assert ui.errors(TalkForm()).strip() == ""


def test_buttons_take_several_kinds_and_say_more_to_ears(ui):
    drawn = ui.button("Read", "main wide", name="go", value="1", more="the summary", hx_disable=True)
    assert drawn == (
        '<button class="button button--main button--wide" type="submit" name="go" value="1" hx-disable>'
        'Read<span class="visually-hidden"> the summary</span></button>'
    )
    assert 'href="/a&#34;b"' in ui.link_button('/a"b', "Go")


def test_the_three_answers_are_questions_in_order(ui):
    drawn = ui.answers("Your turn", "Say yes", "Only you")
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", drawn) == [
        "Whose turn is it?",
        "What do I do next?",
        "Who can see this?",
    ]


@pytest.mark.parametrize(
    "draw",
    [
        lambda ui: ui.readers("pair", HOSTILE),
        lambda ui: ui.person(HOSTILE, HOSTILE),
        lambda ui: ui.words(HOSTILE, HOSTILE),
        lambda ui: ui.task(HOSTILE, HOSTILE, [HOSTILE], action=HOSTILE, more=HOSTILE),
        lambda ui: ui.empty(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        lambda ui: ui.notice("me", HOSTILE),
        lambda ui: ui.saved(HOSTILE),
        lambda ui: ui.marks(HOSTILE),
    ],
)
def test_what_people_wrote_never_becomes_markup(ui, draw):
    assert "<script" not in draw(ui)


def test_words_keep_their_paragraphs_and_the_name(ui):
    drawn = ui.words("One.\n\nTwo.", "Oskar", "other")
    assert "<p>One.</p>\n<p>Two.</p>" in drawn
    assert '<span class="words__by">Oskar</span>' in drawn


def test_no_translation_is_kept_from_the_first_reader():
    """A module of macros is made once: a text set outside of a macro would stay in one language."""
    source = (TEMPLATES / "ui/macros.html").read_text(encoding="utf-8")
    assert re.findall(r"^\{% set .*\b_\(.*$", source, re.MULTILINE) == []
