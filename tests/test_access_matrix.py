"""Every address, method, actor and object state, with the status expected; and every byte read for canaries.

The table below is written from TRUST.md, not from the code. A new address without a row fails; so does any
text that reaches somebody who has no right to it.
"""

from __future__ import annotations

import json
import logging
import uuid

import pytest

from colonnade.activity.models import Letter
from colonnade.careers.flows import opportunities as chances
from colonnade.careers.models import RatingSheet, SkillRating
from colonnade.conversations.access import talk_for
from colonnade.conversations.models import Conversation
from colonnade.evidence.models import (
    Achievement,
    Criteria,
    Evaluation,
    EvaluationReply,
    HeldFile,
    Item,
    SecondLook,
    SelfAssessment,
)
from colonnade.feedback import access as feedback_access
from colonnade.feedback import flows as feedback
from colonnade.followups.models import Pulse
from colonnade.people.models import Person
from colonnade.spaces.models import Space
from tests.careers.ground import framework_ids
from tests.careers.offers import asked, offered
from tests.cast import Cast
from tests.feedback.outside import begun, given
from tests.matrix import Ground, all_names, walk
from tests.matrix_person_rows import person_rows
from tests.matrix_rows import HIDDEN_FROM_MATRIX, talk_rows
from tests.stories import STATES, Story, tell

pytestmark = pytest.mark.django_db


def ground_for(cast: Cast, state: str) -> Ground:
    """A talk of employee and manager in `state`, a mentor session, and private words of both."""
    story = tell(cast.employee, cast.manager, state)
    mentoring = tell(cast.employee, cast.mentor, "meeting", purpose="mentor_session")
    _private_words(story)
    return Ground(cast, ids_of_everything(story, cast), [story, mentoring])


def ids_of_everything(story: Story, cast: Cast) -> dict[str, object]:
    """What the addresses of a talk and of pages outside talks name; the objects outside are made here."""
    return _ids(story, cast) | _chances(story, cast) | _any_time(story, cast)


def _any_time(story: Story, cast: Cast) -> dict[str, object]:
    """Feedback outside talks: from the colleague to the employee alone, and one more with the manager named."""
    giver, receiver, manager, mentor = cast.colleague, cast.employee, cast.manager, cast.mentor
    words = {
        "kind": "strength",
        "situation": story.token("any-time", giver, receiver, mentor),
        "behaviour": story.token("any-time-behaviour", giver, receiver, mentor),
        "impact": "It helped.",
        "wish": "",
    }
    alone = given(giver, receiver, **words)
    words["situation"] = words["behaviour"] = story.token("any-time-named", giver, receiver, manager)
    with_manager = given(giver, receiver, with_manager=True, **words)
    feedback.respond(with_manager, by=receiver, takes=True, text=story.token("any-time-answer", giver, receiver))
    feedback.correct(alone, story.token("any-time-more", giver, receiver), by=giver)
    draft = begun(giver, receiver)
    feedback.keep(draft, by=giver, expected=1, behaviour=story.token("any-time-draft", giver))
    feedback.put_theme(alone, story.token("any-time-theme", receiver), by=receiver)
    request = feedback.ask(
        giver,
        by=receiver,
        occasion=story.token("any-time-occasion", giver, receiver),
        question=story.token("any-time-question", giver, receiver),
    )
    return {
        "any_time": alone.pk,
        "with_manager": with_manager.pk,
        "feedback_draft": draft.pk,
        "theme": feedback_access.themes_of(receiver).get().pk,
        "showing": feedback.show(alone, by=receiver, to=mentor).pk,
        "request": request.pk,
    }


def _chances(story: Story, cast: Cast) -> dict[str, object]:
    """What the mentor offers, with the employee's note and question; one that has ended; one of the unit."""
    employee, mentor = cast.employee, cast.mentor
    opportunity, ended = offered(mentor), offered(mentor, "Over")
    for row in (opportunity, ended):
        chances.keep_in_mind(row, story.token(f"interest-{row.title[:4]}", employee), by=employee)
    question = asked(opportunity, employee, story.token("question", employee, mentor))
    answered = asked(opportunity, employee, story.token("asked-before", employee, mentor))
    chances.answer(answered, story.token("answered", employee, mentor), by=mentor)
    ended.close(by=mentor)
    of_unit = offered(employee, "A day beside me")
    return {
        "opportunity": opportunity.pk,
        "ended": ended.pk,
        "of_unit": of_unit.pk,
        "question": question.pk,
    }


def _private_words(story: Story) -> None:
    employee, manager = story.employee, story.counterpart
    kept = Achievement.write(
        space=Space.own(employee),
        author=employee,
        happened_on=employee.today,
        text=story.token("achievement", employee),
        link=f"https://example.org/{story.token('link', employee)}",
    )
    _file(kept, employee, story.token("file-name", employee), story.token("file-bytes", employee))
    for item in Item.objects.filter(talk__conversation=story.talk):
        _file(item, item.author, story.pair("item-file-name"), story.pair("item-file-bytes"))
    Evaluation.write(
        space=Space.about(manager, employee),
        author=manager,
        subject=employee,
        period="2026",
        shown=story.token("evaluation-draft", manager),
    )
    for author in (employee, manager):
        Pulse.write(
            space=Space.make(Space.Kind.PULSE, author, owner=author),
            author=author,
            conversation=story.talk,
            compares="yes" if author == employee else "",
            answers=json.dumps({"pe1": 2, "pm1": 5, story.token(f"pulse-{author.spoken}", author): 1}),
        )
    _evaluated(story)
    for rater, other in ((employee, manager), (manager, employee)):
        sheet = RatingSheet.of(rater, employee, other, "engineer_senior")
        SkillRating.write(
            space=sheet.space,
            author=rater,
            sheet=sheet,
            skill_code="coding",
            level=3,
            example=story.token(f"rating-{rater.spoken}", rater),
        )
        if rater == employee:
            sheet.submit()


def _evaluated(story: Story) -> None:
    """Last year's: criteria, both views, an answer, final, and a second look asked of the people partner alone.

    For this year the criteria stand, and the employee's own view is sealed.
    """
    employee, manager = story.employee, story.counterpart
    pair = (employee, manager)
    partner = Person.objects.get(name="Hanne Voss")
    for period in ("2025", "2026"):
        text = story.token(f"criteria-{period}", *pair)
        Criteria.put(by=manager, subject=employee, period=period, text=text).sign_as_seen(by=employee)
    shown = story.token("evaluation-given", *pair)
    about = Space.about(manager, employee)
    draft = Evaluation.write(space=about, author=manager, subject=employee, period="2025", shown=shown)
    given = draft.give(by=manager)
    for period, readers in (("2025", pair), ("2026", (employee,))):
        own = {"reader": manager, "period": period, "shown": story.token(f"own-view-{period}", *readers)}
        SelfAssessment.submit(SelfAssessment.write(space=Space.own(employee), author=employee, **own))
    given.refresh_from_db()
    answer = story.token("evaluation-answer", *pair)
    EvaluationReply.write(space=given.space, author=employee, evaluation=given, text=answer)
    given.finish(by=manager)
    SecondLook.ask(given, by=employee, reader=partner, text=story.token("second-look", employee, partner))


def _file(at: Achievement | Item, author: Person, name: str, content: str) -> None:
    HeldFile.keep(at, author=author, kind="txt", name=f"{name} a.txt", content=content.encode())


def _first(rows, default: object) -> object:
    found = rows.order_by("pk").values_list("pk", flat=True).first()
    return found or default


def _ids(story: Story, cast: Cast) -> dict[str, object]:
    """The objects that addresses name; where a state has none, an id that nothing has."""
    talk, nothing = story.talk, uuid.uuid4()
    times = talk.times.order_by("at").values_list("at", flat=True).first()
    return {
        "talk": talk.pk,
        "note": _first(talk.notes.filter(author=cast.employee), nothing),
        "feedback": talk.talk_feedback.values_list("feedback", flat=True).first() or nothing,
        "goal": talk.talk_goals.values_list("goal", flat=True).first() or nothing,
        "promise": talk.talk_promises.filter(promise__owner=cast.employee).values_list("promise", flat=True).first()
        or nothing,
        "option": talk.talk_options.values_list("option", flat=True).first() or nothing,
        "item": talk.talk_items.values_list("item", flat=True).first() or nothing,
        "achievement": Achievement.objects.filter(author=cast.employee).values_list("pk", flat=True).first(),
        "kept_file": _first(HeldFile.objects.exclude(achievement=None), nothing),
        "item_file": _first(HeldFile.objects.exclude(item=None), nothing),
        "evaluation": _first(Evaluation.objects.filter(given_at=None), nothing),
        "given": _first(Evaluation.objects.exclude(given_at=None), nothing),
        "criteria": _first(Criteria.objects.filter(period="2026"), nothing),
        "nothing": nothing,
        "colleague": cast.colleague.pk,
        "employee": cast.employee.pk,
        "manager": cast.manager.pk,
        "time": times.isoformat() if times else "",
        "number": 1,
        "token": "nobody-was-given-this-one",
        "kind_of_hints": "feedback",
        "uid": "a",
    }


@pytest.mark.parametrize("state", STATES)
def test_talks_are_seen_and_changed_by_their_two_people_only(cast, state, caplog, record_property):
    caplog.set_level(logging.DEBUG)
    ground = ground_for(cast, state)

    result = walk(ground, talk_rows(state))

    record_property("matrix_requests", result.requests)
    record_property("matrix_leaks", len(result.leaks))
    assert result.leaks == []
    assert "\n".join(result.wrong) == ""
    _no_canary_leaves_otherwise(ground, caplog)


def _no_canary_leaves_otherwise(ground: Ground, caplog: pytest.LogCaptureFixture) -> None:
    said = caplog.text + "".join(letter.subject + letter.body for letter in Letter.objects.all())
    assert [token for token in ground.readers_of if token in said] == []


def test_pages_of_a_person_show_each_their_own(cast, caplog, record_property):
    caplog.set_level(logging.DEBUG)
    ground = ground_for(cast, "following_up")
    ground.ids.update(framework_ids(cast))

    result = walk(ground, person_rows())

    record_property("matrix_requests", result.requests)
    record_property("matrix_leaks", len(result.leaks))
    assert result.leaks == []
    assert "\n".join(result.wrong) == ""
    _no_canary_leaves_otherwise(ground, caplog)


def test_every_address_has_a_row():
    rows = {row.name for row in [*talk_rows("meeting"), *person_rows()]}

    assert all_names() - rows - HIDDEN_FROM_MATRIX == set()


def test_a_view_that_fetches_without_the_rule_is_caught(cast, monkeypatch):
    """The positive control: were a talk fetched without `visible_to`, and its words without `readable_by`."""
    from colonnade.conversations import access, pillars
    from colonnade.conversations.models import Purpose

    def without_the_rule(person, talk_id):
        return pillars.with_facts(Conversation.objects.with_people()).get(pk=talk_id)

    def words_without_the_rule(talk, person):
        return Purpose.objects.filter(conversation=talk).first()

    ground = ground_for(cast, "ready")
    monkeypatch.setattr(access, "talk_for", without_the_rule)
    monkeypatch.setattr(access, "purpose_of", words_without_the_rule)

    result = walk(ground, [row for row in talk_rows("ready") if row.name == "talk-purpose" and row.method == "GET"])

    assert any("stranger" in leak for leak in result.leaks)
    assert any("stranger" in wrong for wrong in result.wrong)
    assert talk_for is not without_the_rule


def test_not_yours_and_not_there_look_the_same(cast):
    from tests.cast import signed_in

    story = tell(cast.employee, cast.manager, "ready")
    client = signed_in(cast.stranger)

    hidden = client.get(f"/talks/{story.talk.pk}/")
    missing = client.get(f"/talks/{uuid.uuid4()}/")

    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content) == (404, hidden.content)
