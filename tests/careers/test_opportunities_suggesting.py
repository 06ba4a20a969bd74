"""Suggestions: what builds a known gap of a role one looks at, with the reason, from what one may read oneself."""

from __future__ import annotations

import pytest

from colonnade.careers.flows import opportunities as flows
from colonnade.careers.framework import Role, current, shipped
from colonnade.careers.models import AgreedLevel, Framework, Mark, Opportunity, Option, RatingSheet, SkillRating
from colonnade.careers.suggesting import building, suggest, suggested_for
from colonnade.kernel import clock
from colonnade.spaces.models import Space
from tests.cast import signed_in
from tests.stories import tell

from .offers import offered, rated

SENIOR = Role("senior", "Senior", "", "", (("system_design", 4), ("code_review", 4), ("coding", 3)))
LEAD = Role("lead", "Lead", "", "", (("system_design", 5), ("delegation", 2)))


def offer(title: str, *codes: str) -> Opportunity:
    return Opportunity(title=title, skills=list(codes))


def test_most_gaps_first_then_the_longest_way_then_as_given():
    rows = [
        offer("one step", "code_review"),
        offer("two gaps", "code_review", "system_design"),
        offer("three steps", "system_design"),
        offer("no gap", "coding"),
        offer("nobody rated it", "delegation"),
        offer("another step", "code_review"),
        offer("not in the framework", "gone_since"),
    ]
    levels = {"system_design": 1, "code_review": 3, "coding": 5}

    found = suggest(rows, levels, [SENIOR], shipped())

    assert [one.opportunity.title for one in found] == ["two gaps", "three steps", "one step", "another step"]
    assert suggest(rows, levels, [SENIOR], shipped(), 1) == found[:1]
    assert (
        suggest(rows, {}, [SENIOR], shipped())
        == suggest(rows, levels, [], shipped())
        == suggest([], levels, [SENIOR], shipped())
        == []
    )


def test_the_reason_names_the_skill_the_level_and_the_role_that_needs_most():
    row = offer("two gaps", "code_review", "system_design", "system_design")

    (found,) = suggest([row], {"system_design": 3, "code_review": 3}, [SENIOR, LEAD], shipped())

    assert found.says == [
        "builds System design: you are at Independent, Lead needs Shaping",
        "builds Reviewing work of others: you are at Independent, Senior needs Guiding",
    ]


@pytest.fixture
def rated_employee(cast):
    rated(cast.employee, cast.manager, {"system_design": 3, "code_review": 4})
    return cast.employee


def mark(person, code, framework=None):
    return Mark.write(space=Space.own(person), author=person, role_code=code, framework=framework)


def test_present_role_options_and_marks_are_what_one_looks_at(cast, rated_employee):
    me = rated_employee
    offered(cast.mentor)
    assert suggested_for(me) == []

    marked = mark(me, "engineer_senior")
    assert [one.says for one in suggested_for(me)] == [
        ["builds System design: you are at Independent, Senior software engineer needs Guiding"]
    ]
    marked.delete()

    option = Option.write(
        space=Space.own(me), author=me, subject=me, kind="up", role_code="engineer_senior", title="x"
    )
    assert len(suggested_for(me)) == 1
    option.decision = Option.Decision.NOT_NOW
    option.save()
    assert suggested_for(me) == []

    me.role_code = "engineer_senior"
    assert len(suggested_for(me)) == 1
    assert suggested_for(cast.colleague) == []


def test_a_mark_in_public_data_does_not_speak_of_our_roles(cast, rated_employee):
    offered(cast.mentor)
    mark(rated_employee, "engineer_senior", Framework.objects.create(name="Public", use=Framework.Use.PUBLIC))

    assert suggested_for(rated_employee) == []


def test_ones_own_what_one_keeps_and_what_has_ended_is_not_suggested(cast, rated_employee):
    me = rated_employee
    mark(me, "engineer_senior")
    offered(me, "Mine")
    kept, closed = offered(cast.mentor, "Kept"), offered(cast.mentor, "Closed")
    offered(cast.mentor, "Over", ends_on=me.today - clock.days(1))
    stays = offered(cast.mentor, "Stays")
    flows.keep_in_mind(kept, "", by=me)
    closed.close(by=cast.mentor)

    assert [one.opportunity for one in suggested_for(me)] == [stays]


def test_an_agreed_level_takes_the_place_of_ones_own_and_the_others_view_does_not(cast, rated_employee):
    me = rated_employee
    mark(me, "engineer_senior")
    offered(cast.mentor)
    theirs = RatingSheet.of(cast.manager, me, cast.manager, "engineer_senior")
    SkillRating.write(
        space=theirs.space, author=cast.manager, sheet=theirs, skill_code="system_design", level=0, example=""
    )
    theirs.space.admit(me)
    assert "you are at Independent" in suggested_for(me)[0].says[0]

    story = tell(me, cast.manager, "ready")
    AgreedLevel.write(
        space=story.talk.pair_space,
        author=cast.manager,
        subject=me,
        role_code="engineer_senior",
        skill_code="system_design",
        level=4,
        note="",
    )
    assert suggested_for(me) == []


def test_it_takes_few_queries_and_none_without_levels(cast, rated_employee, django_assert_num_queries):
    mark(rated_employee, "engineer_senior")
    offered(cast.mentor)
    current()
    with django_assert_num_queries(5):
        assert len(suggested_for(rated_employee)) == 1
    with django_assert_num_queries(2):
        assert suggested_for(cast.stranger) == []


@pytest.mark.parametrize("code", ["plain", "größe", "日本", 'with"quote', "back\\slash", "100%_x"])
def test_a_skill_is_found_whatever_letters_its_code_has(cast, code):
    row = offered(cast.mentor, skills=[code, "coding"])
    offered(cast.mentor, "Another", skills=[f"{code}-not", "coding"])

    assert list(building(Opportunity.objects.all(), [code])) == [row]
    assert list(building(Opportunity.objects.all(), [])) == []


def test_the_page_shows_at_most_six_with_reasons(cast, rated_employee):
    mark(rated_employee, "engineer_senior")
    for number in range(8):
        offered(cast.mentor, f"Number {number}")

    shown = signed_in(rated_employee).get("/opportunities/").content.decode()

    assert shown.count("Builds System design: you are at Independent, Senior software engineer needs Guiding") == 6
    assert "you are at" not in signed_in(rated_employee).get("/opportunities/?q=number").content.decode()
