"""The framework as everybody reads it, its addresses, and the words of other scales."""

from __future__ import annotations

import pytest
from django.urls import reverse

from colonnade.careers import framework, ladders
from colonnade.careers.addresses import CodeInPath
from colonnade.careers.flows import frameworks, importing
from colonnade.careers.framework import Edition
from colonnade_paths import Framework, Need, Role, Skill
from tests.careers.frameworks import small
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def in_force(engine: Framework, by) -> None:
    """Publish this framework as the organisation's own."""
    importing.keep_preview(importing.Arrival(engine, importing.ImportReport()), kind="yaml", by=by)
    draft = importing.take_as_draft(by=by)
    frameworks.publish(by=by, note="Ours.", revision=draft.revision)


@pytest.mark.parametrize(
    "code",
    ["15-1252.00", "a/b", "/", "..", ".", "a b", "~", "~41", "é", "?x=1#y", "%2F", "a" * 300, "", "汉字"],
)
def test_any_code_has_an_address_that_leads_back_to_it(code):
    address = CodeInPath().to_url(code)

    assert CodeInPath().to_python(address) == code
    assert "/" not in address and "%" not in address and address.strip(".")


@pytest.mark.parametrize("wrong", ["~4", "~ZZ", "a~", "~41~"])
def test_an_address_that_no_code_has_is_refused(wrong):
    with pytest.raises(ValueError):
        CodeInPath().to_python(wrong)


def test_an_address_of_broken_bytes_is_not_there(cast):
    assert signed_in(cast.employee).get("/framework/roles/~FF/").status_code == 404


def test_everybody_reads_families_with_tracks_side_by_side(cast):
    in_force(small(), cast.partner)

    page = signed_in(cast.stranger).get(reverse("framework")).content.decode()

    assert "Quay framework" in page and "Expert track" in page and "People track" in page
    assert page.index("Rope smith") < page.index("Crew lead")
    assert "Edit the framework" not in page


def test_equal_standing_is_one_rung():
    (family,) = ladders.families(Edition(small()))
    third, fourth = family.ladders[0].rungs

    assert [role.title for role in third.shared] == ["Quay keeper"]
    assert [role.title for role in fourth.expert] == ["Rope smith"]
    assert [role.title for role in fourth.people] == ["Crew lead"]


def test_a_role_says_what_it_asks_what_is_missing_and_a_small_test(cast):
    in_force(small(), cast.partner)

    page = signed_in(cast.employee).get(reverse("framework-role", kwargs={"code": "15-1252.00"})).content.decode()

    for words in ("Quay keeper", "Independent", "Splices alone", "Boat licence", "hard lines", "Splice a hawser"):
        assert words in page
    assert reverse("career") + "?role=15-1252.00" in page
    assert reverse("framework-skill", kwargs={"code": "rope/work 1.0"}) in page


def test_a_skill_names_its_levels_and_who_needs_it(cast):
    in_force(small(), cast.partner)

    page = signed_in(cast.employee).get(reverse("framework-skill", kwargs={"code": "rope/work 1.0"})).content.decode()

    assert "Splices alone" in page and "Rope smith" in page and "Crew lead" not in page


def test_a_family_is_a_matrix_in_words(cast):
    in_force(small(), cast.partner)

    page = signed_in(cast.employee).get(reverse("framework-family", kwargs={"code": "quay"})).content.decode()

    assert 'data-label="Rope smith"' in page and "Shaping" in page


def test_search_finds_roles_and_skills_by_name(cast):
    found = ladders.search(Edition(small()), "ROPE")

    assert [role.title for role in found.roles] == ["Rope smith"]
    assert [skill.name for skill in found.skills] == ["Rope work"]
    page = signed_in(cast.employee).get(reverse("framework") + "?q=nobody-has-this").content.decode()
    assert "Nothing found" in page


@pytest.mark.parametrize("name", ["framework-role", "framework-skill", "framework-family"])
def test_what_the_framework_does_not_have_is_not_there(cast, name):
    assert signed_in(cast.employee).get(reverse(name, kwargs={"code": "nothing/here"})).status_code == 404


def test_reading_asks_the_database_as_little_for_many_roles_as_for_one(cast, django_assert_max_num_queries):
    client = signed_in(cast.employee)
    client.get(reverse("framework"))

    with django_assert_max_num_queries(6):
        client.get(reverse("framework"))


def edition_with(top: float, level: float, scale: list[str], texts: list[str]) -> Edition:
    engine = Framework("Other scale", scale_top=top, scale=scale)
    engine.skills["s"] = Skill("s", "Sorting", levels=texts)
    engine.roles["r"] = Role("r", "Sorter", needs=[Need("s", level)])
    return Edition(engine)


@pytest.mark.parametrize(
    ("top", "level", "shown"),
    [(7, 3.5, 3), (7, 7, 5), (7, 0.3, 0), (7, 4.2, 3), (5, 2.5, 3), (5, 3.5, 4), (4, 4, 4), (10, 5, 3)],
)
def test_a_longer_scale_is_brought_to_five_and_half_a_step_counts_up(top, level, shown):
    edition = edition_with(top, level, [], [])

    assert dict(edition.roles["r"].needs) == {"s": shown}


def test_a_scale_that_begins_at_one_keeps_its_words_in_their_places():
    edition = edition_with(4, 4, ["Awareness", "Working", "Practitioner", "Expert"], ["a", "b", "c", "d"])

    (asked,) = ladders.asked_of(edition, edition.roles["r"])
    assert (asked.word, asked.sentence) == ("Expert", "d")
    assert edition.words[0] == framework.shipped().words[0]
    assert len(edition.words) == 6


def test_sentences_of_a_longer_scale_stand_at_the_nearest_level():
    edition = edition_with(7, 7, [], [f"step {number}" for number in range(1, 8)])

    (asked,) = ladders.asked_of(edition, edition.roles["r"])
    assert (asked.sentence, asked.in_source) == ("step 7", "7 of 7")


def test_a_source_without_levels_says_only_that_a_skill_is_asked_for():
    edition = edition_with(1, 1, [], [])

    (asked,) = ladders.asked_of(edition, edition.roles["r"])
    assert asked.word == "asked for"
