"""My career: mine until I show a part of it; one line from any page."""

from __future__ import annotations

import pytest

from colonnade.careers.access import own_aspirations
from colonnade.careers.models import Aspiration, Option
from colonnade.conversations.flows import gathering, meeting
from colonnade.evidence.access import own_achievements
from colonnade.evidence.models import Achievement
from colonnade.kernel import clock
from colonnade.spaces.models import Space
from tests.cast import signed_in
from tests.stories import tell


@pytest.fixture
def me(cast):
    return signed_in(cast.employee)


def aspiration(person, text="canary-picture") -> Aspiration:
    return Aspiration.write(space=Space.own(person), author=person, text=text)


def achievement(person, text="canary-kept") -> Achievement:
    return Achievement.write(space=Space.own(person), author=person, happened_on=person.today, text=text)


# ---- aspirations


def test_the_empty_page_says_what_to_do(me):
    shown = me.get("/career/").content.decode()

    assert "Write down one picture of where you would like to go." in shown
    assert "No picture yet." in shown
    assert "Choose a role you are curious about" in shown


def test_a_picture_is_added_changed_and_removed(cast, me):
    me.post("/career/", {"text": "I look after a small team."})
    row = own_aspirations(cast.employee).get()

    me.post(f"/career/aspirations/{row.pk}/", {"text": "I look after systems.", "version": 1})
    assert own_aspirations(cast.employee).get().text == "I look after systems."

    assert me.post(f"/career/aspirations/{row.pk}/removal/").status_code == 302
    assert not Aspiration.objects.exists()


def test_a_refused_picture_comes_back_with_what_was_typed(me):
    too_long = "canary-typed" + "x" * 2000

    response = me.post("/career/", {"text": too_long})

    assert response.status_code == 422
    assert "canary-typed" in response.content.decode()


def test_two_windows_lose_nothing(cast, me):
    row = aspiration(cast.employee)
    me.post(f"/career/aspirations/{row.pk}/", {"text": "canary-first", "version": 1})

    late = me.post(f"/career/aspirations/{row.pk}/", {"text": "canary-second", "version": 1})

    assert late.status_code == 409
    assert "canary-first" in late.content.decode()
    assert "canary-second" in late.content.decode()


def test_the_page_says_to_whom_it_was_shown_and_what_they_read(cast, me):
    row = aspiration(cast.employee)
    story = tell(cast.employee, cast.manager, "ready")
    gathering.show_aspiration(story.see(cast.employee), row.pk, by=cast.employee)
    assert "Shown to Marta Lindqvist on" in me.get("/career/").content.decode()

    me.post(f"/career/aspirations/{row.pk}/", {"text": "Something else.", "version": 1})
    assert "in the words it had then" in me.get("/career/").content.decode()

    me.post(f"/career/aspirations/{row.pk}/removal/")
    shown = signed_in(cast.manager).get(f"/talks/{story.talk.pk}/opportunities/").content.decode()
    assert "canary-picture" in shown


@pytest.mark.parametrize("who", ["manager", "managers_manager", "partner", "administrator", "stranger"])
def test_what_is_mine_is_not_there_for_others(cast, who):
    row, kept = aspiration(cast.employee), achievement(cast.employee)
    client = signed_in(getattr(cast, who))

    assert client.get(f"/career/aspirations/{row.pk}/").status_code == 404
    assert client.post(f"/career/aspirations/{row.pk}/", {"text": "x", "version": 1}).status_code == 404
    assert client.post(f"/career/aspirations/{row.pk}/removal/").status_code == 404
    assert client.post(f"/achievements/{kept.pk}/removal/").status_code == 404
    assert "canary-" not in client.get("/career/").content.decode()
    assert "canary-" not in client.get("/achievements/").content.decode()


# ---- achievements


def test_one_line_is_kept_with_todays_date_and_goes_back_to_where_it_was_written(cast, me):
    response = me.post("/achievements/", {"text": "Calls fell to nine a week.", "next": "/talks/"})

    assert (response.status_code, response["Location"]) == (302, "/talks/")
    row = own_achievements(cast.employee).get()
    assert (row.text, row.happened_on, row.space.kind) == ("Calls fell to nine a week.", cast.employee.today, "own")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "talks/", "", "http:///x"],
)
def test_it_never_leads_to_another_site(me, elsewhere):
    response = me.post("/achievements/", {"text": "A line.", "next": elsewhere})

    assert (response.status_code, response["Location"]) == (302, "/achievements/")


def test_a_day_that_was_and_none_that_is_to_come(cast, me):
    today = cast.employee.today
    me.post("/achievements/", {"text": "Earlier.", "happened_on": (today - clock.days(400)).isoformat()})
    refused = me.post(
        "/achievements/",
        {"text": "canary-typed", "happened_on": (today + clock.days(3)).isoformat(), "next": "/talks/"},
    )

    assert refused.status_code == 422
    assert "This day is still to come." in refused.content.decode()
    assert "canary-typed" in refused.content.decode()
    assert 'name="next" value="/talks/"' in refused.content.decode()
    assert [row.happened_on for row in own_achievements(cast.employee)] == [today - clock.days(400)]


def test_every_line_is_listed_by_year_and_can_be_removed(cast, me):
    rows = [achievement(cast.employee, f"Line {number}") for number in range(60)]

    shown = me.get("/achievements/").content.decode()
    assert all(f"Line {number}<" in shown for number in range(60))

    assert me.post(f"/achievements/{rows[0].pk}/removal/").status_code == 302
    assert own_achievements(cast.employee).count() == 59


# ---- skills


def rates(story, person, level, *, submit=True):
    rating = {"skill_code": "coding", "level": level, "no_chance": False, "sureness": "sure", "example": ""}
    gathering.rate(story.see(person), "engineer_senior", [rating], by=person, submit=submit)


def test_both_ratings_stand_side_by_side_where_they_are_open(cast, me):
    story = tell(cast.employee, cast.manager, "ready")
    rates(story, cast.employee, 2)
    rates(story, cast.manager, 4, submit=False)
    before = me.get("/career/").content.decode()
    rates(story, cast.manager, 4)
    after = me.get("/career/").content.decode()

    assert ("<b>Practising</b>" in before, "Marta: <b>" in before) == (True, False)
    assert "until Marta Lindqvist has submitted too" in before
    assert ("You: <b>Practising</b>" in after, "Marta: <b>Guiding</b>" in after) == (True, True)


def test_ratings_of_different_talks_are_not_mixed(cast, me):
    for other, level in ((cast.manager, 4), (cast.mentor, 1)):
        purpose = "mentor_session" if other == cast.mentor else "career_guidance"
        story = tell(cast.employee, other, "ready", purpose=purpose)
        rates(story, cast.employee, level)
        rates(story, other, level)

    shown = me.get("/career/").content.decode()

    assert "Marta: <b>Guiding</b>" in shown
    assert "Tove: <b>Learning</b>" in shown


def test_the_counterparts_career_page_shows_nothing_of_the_employee(cast):
    story = tell(cast.employee, cast.manager, "meeting")
    rates(story, cast.employee, 2)
    rates(story, cast.manager, 4)

    shown = signed_in(cast.manager).get("/career/", {"role": "engineer_senior"}).content.decode()

    assert "canary-" not in shown
    assert "Guiding</b>" not in shown


# ---- queries


def fill(cast, story, times) -> None:
    employee, manager = cast.employee, cast.manager
    for number in range(times):
        row = aspiration(employee, f"Picture {number}")
        gathering.show_aspiration(story.see(employee), row.pk, by=employee)
        aspiration(employee, f"Private {number}")
        kept = achievement(employee, f"Line {number}")
        gathering.show_achievement(story.see(employee), kept.pk, by=employee)
        meeting.capture(
            story.see(employee),
            Option,
            by=employee,
            subject=employee,
            kind="up",
            title="x",
            role_code="engineer_senior",
        )
        achievement(employee, f"Kept {number}")
        achievement(manager, f"Kept by the manager {number}")


def test_pages_keep_their_number_of_queries(cast, django_assert_max_num_queries):
    story = tell(cast.employee, cast.manager, "meeting")
    for person in (cast.employee, cast.manager):
        rates(story, person, 3)
    evaluation = {"period": "2026", "shown": "Much.", "version": 0}
    signed_in(cast.manager).post(f"/talks/{story.talk.pk}/evidence/evaluation/", evaluation)
    talk = f"/talks/{story.talk.pk}"
    option = story.talk.talk_options.first().option_id
    pages = [
        f"{talk}/evidence/",
        f"{talk}/evidence/ratings/",
        f"{talk}/opportunities/",
        f"{talk}/opportunities/{option}/",
        "/career/",
        "/achievements/",
    ]
    counts: dict[str, list[int]] = {}
    for times in (1, 3):
        fill(cast, story, times)
        for person in (cast.employee, cast.manager):
            client = signed_in(person)
            client.get("/what-is-kept/")
            for page in pages:
                client.get(page)
                with django_assert_max_num_queries(10) as queries:
                    assert client.get(page).status_code == 200
                counts.setdefault(f"{person.spoken} {page}", []).append(len(queries))

    assert {page: seen for page, seen in counts.items() if len(set(seen)) > 1} == {}
