"""My team: what a manager may know of each person, and nothing of talks with others."""

from django.urls import reverse

from colonnade.followups import flows as followups
from colonnade.goals.models import Goal
from colonnade.kernel import clock
from tests.cast import signed_in
from tests.stories import tell


def row_of(cast, person) -> str:
    page = signed_in(cast.manager).get(reverse("team")).content.decode()
    rows = page.split('<li class="team__row">')[1:]
    return next(row for row in rows if person.name in row)


def test_who_has_not_talked_is_due_and_who_has_is_not(cast):
    assert "you have not talked here yet" in row_of(cast, cast.colleague)
    tell(cast.employee, cast.manager, "following_up")
    assert "time to talk again" not in row_of(cast, cast.employee)


def test_a_year_later_it_is_due_again(cast):
    with clock.travel(to=clock.now() - clock.days(400)):
        tell(cast.employee, cast.manager, "closed")
    assert "time to talk again" in row_of(cast, cast.employee)


def test_help_asked_and_stuck_goals_are_seen_by_the_manager_of_the_talk(cast):
    story = tell(cast.employee, cast.manager, "following_up")
    goal = Goal.objects.readable_by(cast.employee).filter(space=story.talk.pair_space).first()
    followups.check_in(
        story.see(cast.employee),
        by=cast.employee,
        goal=goal,
        progress="stuck",
        obstacle="time",
        help_wanted="yes",
        line="",
    )
    shown = row_of(cast, cast.employee)
    assert "asked for help at the last check-in" in shown and "stuck" in shown


def test_nothing_of_a_talk_with_a_mentor_is_seen(cast):
    tell(cast.employee, cast.mentor, "following_up", purpose="mentor_session")
    assert "you have not talked here yet" in row_of(cast, cast.employee)


def test_the_page_keeps_its_number_of_queries(cast, django_assert_max_num_queries):
    tell(cast.employee, cast.manager, "following_up")
    client = signed_in(cast.manager)
    client.get(reverse("team"))
    with django_assert_max_num_queries(10):
        client.get(reverse("team"))


def test_the_rhythm_of_the_two_says_when(cast):
    with clock.travel(to=clock.now() - clock.days(100)):
        story = tell(cast.employee, cast.manager, "closed")
    assert "time to talk again" not in row_of(cast, cast.employee)
    address = reverse("talk-rhythm", args=[story.talk.pk])
    assert signed_in(cast.employee).post(address, {"months": "3"}).status_code == 302
    assert "time to talk again" in row_of(cast, cast.employee)
    assert signed_in(cast.manager).post(address, {"months": "12"}).status_code == 302
    assert "time to talk again" not in row_of(cast, cast.employee)
    for wrong in ("5", "x", "-1", "\u00b2"):
        assert signed_in(cast.manager).post(address, {"months": wrong}).status_code == 409
    assert signed_in(cast.managers_manager).post(address, {"months": "3"}).status_code == 404
    signed_in(cast.employee).post(address, {"months": ""})
    assert "no rhythm" in signed_in(cast.employee).get(reverse("talk", args=[story.talk.pk])).content.decode()
