"""Ratings stay blind until both have submitted, and two views are never made one."""

from __future__ import annotations

import json

import pytest

from colonnade.careers import access
from colonnade.careers.framework import roles
from colonnade.careers.gaps import standings
from colonnade.careers.models import AgreedLevel, RatingSheet, SkillRating
from colonnade.conversations.flows import gathering
from colonnade.kernel import clock
from colonnade.kernel.errors import Conflict, NotYours, Refusal
from tests.cast import signed_in
from tests.stories import tell

ROLE = "engineer_senior"
SKILL = "coding"


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "meeting")


def rating(level: int | None, example: str = "", skill: str = SKILL) -> dict:
    return {
        "skill_code": skill,
        "level": level,
        "no_chance": level is None,
        "sureness": SkillRating.Sureness.SURE,
        "example": example,
    }


def rate(story, by, *ratings, submit=True, role=ROLE):
    return gathering.rate(story.see(by), role, list(ratings), by=by, submit=submit)


def both_rate(story, mine=2, theirs=4) -> None:
    rate(story, story.employee, rating(mine, "canary-mine"))
    rate(story, story.counterpart, rating(theirs, "canary-theirs"))


def examples(subject, reader) -> set[str]:
    return {row.example for row in access.ratings_about(subject, reader)}


def page(story, person, path="evidence/ratings/") -> str:
    return signed_in(person).get(f"/talks/{story.talk.pk}/{path}", {"role": ROLE}).content.decode()


def agree(story, by, **values):
    values = {"expected": 0, "level": 3, "note": "", **values}
    return gathering.agree_level(story.see(by), ROLE, SKILL, by=by, **values)


# ---- blind


@pytest.mark.parametrize("submits", [(False, False), (True, False), (False, True)])
def test_nobody_reads_the_other_before_both_have_submitted(story, submits):
    rate(story, story.employee, rating(2, "canary-mine"), submit=submits[0])
    rate(story, story.counterpart, rating(4, "canary-theirs"), submit=submits[1])

    assert examples(story.employee, story.employee) == {"canary-mine"}
    assert examples(story.employee, story.counterpart) == {"canary-theirs"}


@pytest.mark.parametrize("path", ["evidence/ratings/", "evidence/", "opportunities/"])
def test_no_page_gives_a_blind_rating_away(story, path):
    rate(story, story.employee, rating(2, "canary-mine"))
    rate(story, story.counterpart, rating(4, "canary-theirs"), submit=False)

    assert "canary-theirs" not in page(story, story.employee, path)
    assert "canary-mine" not in page(story, story.counterpart, path)


def test_export_and_career_page_give_no_blind_rating_away(story):
    rate(story, story.employee, rating(2, "canary-mine"))
    rate(story, story.counterpart, rating(4, "canary-theirs"), submit=False)
    employee, manager = signed_in(story.employee), signed_in(story.counterpart)

    assert "canary-theirs" not in employee.get("/career/", {"role": ROLE}).content.decode()
    assert "canary-theirs" not in json.dumps(employee.get("/my-data/").json())
    assert "canary-mine" not in json.dumps(manager.get("/my-data/").json())


def test_both_open_at_the_instant_both_have_submitted(story):
    both_rate(story)

    for person in (story.employee, story.counterpart):
        assert examples(story.employee, person) == {"canary-mine", "canary-theirs"}
        shown = page(story, person)
        assert "canary-mine" in shown
        assert "canary-theirs" in shown


def test_sheets_for_different_roles_do_not_open_each_other(story):
    rate(story, story.employee, rating(2, "canary-mine"))
    rate(story, story.counterpart, rating(4, "canary-theirs"), role="engineer_staff")

    assert examples(story.employee, story.counterpart) == {"canary-theirs"}
    assert examples(story.employee, story.employee) == {"canary-mine"}


def test_opened_ratings_are_read_by_nobody_else(cast, story):
    both_rate(story)
    others = set(cast.everybody().values()) - {story.employee, story.counterpart}

    assert SkillRating.objects.count() == 2
    assert [list(access.ratings_about(story.employee, person)) for person in others] == [[]] * len(others)


def test_ratings_with_the_mentor_stay_out_of_the_talk_with_the_manager(cast, story):
    mentoring = tell(cast.employee, cast.mentor, "meeting", purpose="mentor_session")
    rate(mentoring, cast.employee, rating(1, "canary-for-the-mentor"))
    rate(mentoring, cast.mentor, rating(1, "canary-of-the-mentor"))
    both_rate(story)

    for path in ("evidence/ratings/", "opportunities/"):
        shown = page(story, cast.employee, path)
        assert "canary-for-the-mentor" not in shown
        assert "canary-of-the-mentor" not in shown
    between = access.ratings_between(cast.employee, cast.employee, cast.manager)
    assert {row.example for row in between} == {"canary-mine", "canary-theirs"}


def test_a_manager_who_is_none_any_more_reads_the_employees_ratings_thirty_days_and_no_longer(cast, story):
    both_rate(story)
    cast.employee.relations.get(other=cast.manager).end(cast.employee.today, by=None)

    with clock.travel(by=clock.days(29)):
        assert "canary-mine" in examples(cast.employee, cast.manager)
    with clock.travel(by=clock.days(32)):
        assert examples(cast.employee, cast.manager) == {"canary-theirs"}
        assert examples(cast.employee, cast.employee) == {"canary-mine", "canary-theirs"}


# ---- drafts and submitting


def test_a_draft_can_be_changed_and_what_was_submitted_cannot(story):
    rate(story, story.employee, rating(1, "first"), submit=False)
    rate(story, story.employee, rating(2, "second"), rating(None, skill="system_design"))

    with pytest.raises(Refusal):
        rate(story, story.employee, rating(5, "third"))
    assert examples(story.employee, story.employee) == {"second", ""}


def test_an_empty_sheet_is_not_submitted(story):
    with pytest.raises(Refusal):
        rate(story, story.employee)
    assert not RatingSheet.objects.exclude(submitted_at=None).exists()


def test_submitting_twice_changes_nothing(story):
    sheet = rate(story, story.employee, rating(2))
    at = sheet.submitted_at

    sheet.submit()

    assert RatingSheet.objects.get(pk=sheet.pk).submitted_at == at


def test_the_first_sheet_proposes_its_role_to_the_other_as_a_plain_fact(story):
    rate(story, story.counterpart, rating(4, "canary-theirs"), submit=False)

    facts = access.sheet_facts(story.employee, story.employee, story.counterpart)
    proposed = signed_in(story.employee).get(f"/talks/{story.talk.pk}/evidence/ratings/").content.decode()

    assert [(f.author, f.role_code, f.is_submitted) for f in facts] == [(story.counterpart.pk, ROLE, False)]
    assert 'name="role" value="engineer_senior"' in proposed
    assert "canary-theirs" not in proposed


def test_the_form_keeps_a_draft_and_shows_it_again(story):
    client = signed_in(story.employee)
    address = f"/talks/{story.talk.pk}/evidence/ratings/"
    typed = {"role": ROLE, "level-coding": "none", "sure-coding": "guess", "example-coding": "Nobody let me."}

    sent = client.post(address, typed)

    assert (sent.status_code, sent["Location"]) == (302, f"{address}?role={ROLE}")
    kept = access.ratings_about(story.employee, story.employee).get()
    assert (kept.level, kept.no_chance, kept.sureness, kept.example) == (None, True, "guess", "Nobody let me.")
    assert "Nobody let me." in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"example-coding": "canary-typed"}, "Choose a word to go with your example"),
        ({"level-coding": "3", "example-coding": "canary-typed" + "x" * 500}, "at most 500 characters"),
        ({"level-coding": "9", "example-coding": "canary-typed"}, "Choose one of the words"),
    ],
)
def test_a_refused_form_comes_back_with_what_was_typed(story, typed, sentence):
    response = signed_in(story.employee).post(
        f"/talks/{story.talk.pk}/evidence/ratings/", {"role": ROLE, "submit": "yes", **typed}
    )

    assert response.status_code == 422
    assert "canary-typed" in response.content.decode()
    assert sentence in response.content.decode()
    assert not SkillRating.objects.exists()


def test_submitting_nothing_says_so(story):
    response = signed_in(story.employee).post(
        f"/talks/{story.talk.pk}/evidence/ratings/", {"role": ROLE, "submit": "yes"}
    )

    assert response.status_code == 422
    assert "Rate at least one skill before you submit." in response.content.decode()


def test_no_chance_and_unrated_are_not_drawn_as_low(story):
    rate(story, story.employee, rating(None))
    rate(story, story.counterpart, rating(4))

    shown = page(story, story.employee)

    assert "no chance to show it" in shown
    assert 'class="scale__me" data-level' not in shown


# ---- agreed levels


def test_no_level_is_agreed_before_both_ratings_lie_open(story):
    rate(story, story.employee, rating(2))

    with pytest.raises(Refusal):
        agree(story, story.employee)
    assert not AgreedLevel.objects.exists()


def test_an_agreed_level_lies_in_the_talk_and_leaves_both_ratings_as_they_were(story):
    both_rate(story)

    level = agree(story, story.counterpart, level=3)

    assert level.space_id == story.talk.pair_space_id
    assert {row.level for row in access.ratings_about(story.employee, story.employee)} == {2, 4}


def test_who_writes_over_a_version_they_have_not_seen_is_told(story):
    both_rate(story)
    agree(story, story.counterpart, level=3)

    with pytest.raises(Conflict):
        agree(story, story.employee, level=2)
    agree(story, story.employee, level=2, expected=1)
    assert AgreedLevel.objects.get().level == 2


def test_a_conflict_over_a_level_loses_no_words(story):
    both_rate(story)
    agree(story, story.counterpart, level=None, note="canary-stands")

    response = signed_in(story.employee).post(
        f"/talks/{story.talk.pk}/evidence/agreed-levels/",
        {"role": ROLE, "skill": SKILL, "version": "0", "level": "", "note": "canary-typed"},
    )

    assert response.status_code == 409
    assert "canary-stands" in response.content.decode()
    assert "canary-typed" in response.content.decode()


def test_where_both_differ_they_say_what_would_settle_it(story):
    both_rate(story)
    client = signed_in(story.employee)
    address = f"/talks/{story.talk.pk}/evidence/agreed-levels/"

    refused = client.post(address, {"role": ROLE, "skill": SKILL, "version": "0", "level": ""})
    kept = client.post(
        address, {"role": ROLE, "skill": SKILL, "version": "0", "level": "", "note": "The next release."}
    )

    assert refused.status_code == 422
    assert "say what would settle it" in refused.content.decode()
    assert kept.status_code == 302
    assert "The next release." in page(story, story.counterpart)


def test_a_level_of_zero_is_a_level(story):
    both_rate(story)

    signed_in(story.employee).post(
        f"/talks/{story.talk.pk}/evidence/agreed-levels/",
        {"role": ROLE, "skill": SKILL, "version": "0", "level": "0"},
    )

    assert AgreedLevel.objects.get().level == 0


# ---- the gap


def sheet_with(level):
    sheet = RatingSheet(role_code=ROLE)
    return SkillRating(sheet=sheet, skill_code=SKILL, level=level, no_chance=level is None)


def gap_of(*, mine=None, theirs=None, agreed=None):
    found = standings(roles()[ROLE], mine or [], theirs or [], agreed or [])
    return next(one for one in found if one.skill.code == SKILL)


def test_two_views_stay_two_and_the_gap_names_both_ends(db):
    need = gap_of().need
    gap = gap_of(mine=[sheet_with(need - 3)], theirs=[sheet_with(need - 1)])

    assert gap.drawn == (need - 3, need - 1)
    assert gap.missing == "1 to 3 steps"


def test_an_agreed_level_takes_the_place_of_both(db):
    need = gap_of().need
    agreed = AgreedLevel(role_code=ROLE, skill_code=SKILL, level=need)
    gap = gap_of(mine=[sheet_with(need - 3)], theirs=[sheet_with(need - 1)], agreed=[agreed])

    assert gap.drawn == (need, need)
    assert gap.missing == "nothing"


def test_a_disagreement_that_was_written_down_leaves_both(db):
    need = gap_of().need
    agreed = AgreedLevel(role_code=ROLE, skill_code=SKILL, level=None)
    gap = gap_of(mine=[sheet_with(need - 1)], theirs=[sheet_with(need)], agreed=[agreed])

    assert (gap.drawn, gap.missing) == ((need - 1, need), "nothing or one step")


def test_what_nobody_rated_has_no_gap_and_stands_last(db):
    found = standings(roles()[ROLE], [sheet_with(1)])

    assert gap_of(mine=[sheet_with(None)]).missing == ""
    assert found[0].skill.code == SKILL
    assert {one.steps for one in found[1:]} == {()}


# ---- who may


def test_only_the_two_rate_and_only_while_the_talk_is_open(cast, story):
    with pytest.raises(NotYours):
        gathering.rate(story.talk, ROLE, [rating(1)], by=cast.stranger, submit=True)
    closed = tell(cast.employee, cast.manager, "closed")
    with pytest.raises(Refusal):
        rate(closed, cast.employee, rating(1))
