"""Hints on the pages: under the field, for the writer alone, and without a trace."""

import logging
import re

import pytest
from django.apps import apps
from django.urls import reverse

from colonnade.goals.models import Goal
from tests.cast import signed_in
from tests.stories import tell

BAD = {"kind": "strength", "situation": "On Monday", "behaviour": "You are lazy.", "impact": "We waited an hour."}
TOKEN = "canary-of-a-hint"
GOAL = {"owner": "", "kind": "learning", "statement": "Lead the audit by the end of March 2030", "measure": "signed"}


def every_row() -> dict[str, list]:
    """All that stands in the database, table by table."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
    }


@pytest.mark.parametrize("kind", ["feedback", "goal", "evaluation"])
def test_a_look_leaves_nothing_behind(kind, cast, caplog, capsys, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    client = signed_in(cast.manager)
    client.get(reverse("profile"))
    before = every_row()
    with caplog.at_level(logging.DEBUG):
        words = f"You are lazy, {TOKEN}."
        texts = {"behaviour": words, "shown": words, "statement": f"Be more {TOKEN} strategic"}
        answer = client.post(reverse("hints", kwargs={"kind": kind}), texts)
    assert answer.status_code == 200
    assert b'class="hint"' in answer.content
    assert every_row() == before
    assert TOKEN not in caplog.text
    assert TOKEN not in "".join(capsys.readouterr())
    assert not list(tmp_path.iterdir())
    assert "no-store" in answer.headers["Cache-Control"]


def test_nobody_elses_page_changes_by_a_look(cast):
    """The other of the talk, their manager and the people partner read the same bytes before and after."""
    story = tell(cast.employee, cast.manager, "meeting")
    pages = [reverse("talk-feedback", args=[story.talk.pk]), reverse("home")]
    others = [signed_in(one) for one in (cast.employee, cast.managers_manager, cast.partner)]

    def bytes_of_others():
        return [client.get(page).content for client in others for page in pages]

    bytes_of_others()
    before = mask(bytes_of_others())
    writer = signed_in(cast.manager)
    writer.post(reverse("hints", kwargs={"kind": "feedback"}), BAD)
    writer.post(pages[0], BAD | {"look": "yes"})
    writer.post(reverse("hints-switch"), {"on": "no"})
    assert mask(bytes_of_others()) == before


def mask(pages: list[bytes]) -> list[bytes]:
    return [re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page) for page in pages]


def test_a_plain_form_sent_for_its_hints_comes_back_with_them_and_is_not_kept(cast):
    story = tell(cast.employee, cast.manager, "meeting")
    client = signed_in(cast.manager)
    address = reverse("talk-feedback", args=[story.talk.pk])
    before = every_row()
    page = client.post(address, BAD | {"look": "yes"}).content.decode()
    assert "What did you see or hear them do?" in page and "You are lazy." in page
    away = client.post(address, BAD | {"put_away": "fl_trait:behaviour"}).content.decode()
    assert 'value="fl_trait:behaviour"' in away and away.count('data-severity="consider"') == 0
    rows = every_row()
    for kept in ("spaces.Read", "accounts.Session"):  # what was read on the page itself
        rows.pop(kept), before.pop(kept)
    assert rows == before


def test_a_day_in_the_words_is_taken_over_by_a_click_and_not_before(cast):
    story = tell(cast.employee, cast.manager, "meeting")
    client = signed_in(cast.employee)
    address = reverse("talk-goals", args=[story.talk.pk])
    typed = GOAL | {"owner": str(cast.employee.pk)}
    page = client.post(address, typed | {"look": "yes"}).content.decode()
    assert 'name="take_day" value="2030-03-31"' in page
    assert 'type="date" id="id_deadline" name="deadline" aria-describedby="id_deadline-help">' in page
    page = client.post(address, typed | {"take_day": "2030-03-31"}).content.decode()
    assert 'value="2030-03-31">' in page and 'name="take_day"' not in page


def test_the_form_of_a_kept_goal_and_of_an_evaluation_get_hints_too(cast):
    story = tell(cast.employee, cast.manager, "following_up")
    address = reverse("talk-evaluation", args=[story.talk.pk])
    page = signed_in(cast.manager).post(address, {"shown": "You are brilliant.", "look": "yes"})
    assert page.status_code == 200 and b'data-severity="consider"' in page.content
    goal = Goal.objects.readable_by(cast.manager).filter(space=story.talk.pair_space).first()
    address = reverse("talk-goal", args=[story.talk.pk, goal.pk])
    page = signed_in(cast.manager).post(address, {"statement": "Be more strategic", "look": "yes"})
    assert page.status_code == 200 and b"What would somebody see that is different afterwards?" in page.content


def test_hints_are_switched_off_for_one_person_alone(cast):
    client = signed_in(cast.manager)
    address = reverse("hints", kwargs={"kind": "feedback"})
    assert b'class="hint"' in client.post(address, BAD).content
    assert client.post(reverse("hints-switch"), {"on": "no"}, headers={"HX-Request": "true"}).status_code == 204
    assert b'class="hint"' not in client.post(address, BAD).content
    assert b'class="hint"' in signed_in(cast.employee).post(address, BAD).content
    assert client.post(reverse("hints-switch"), {"on": "yes"}).status_code == 302
    assert b'class="hint"' in client.post(address, BAD).content


def test_an_unknown_kind_is_not_there(cast):
    assert signed_in(cast.manager).post(reverse("hints", kwargs={"kind": "mood"}), BAD).status_code == 404


def test_what_is_typed_is_escaped(cast):
    answer = signed_in(cast.manager).post(
        reverse("hints", kwargs={"kind": "feedback"}), {"behaviour": "You are <script>lazy</script> lazy."}
    )
    assert b"<script>" not in answer.content
