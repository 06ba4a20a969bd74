"""The evidence pack holds what lies open for both, and nothing that is still somebody's own."""

from __future__ import annotations

from colonnade.careers.models import RatingSheet, SkillRating
from colonnade.evidence.models import Criteria, Evaluation, EvaluationReply, SelfAssessment
from colonnade.spaces.models import Space
from tests.cast import signed_in
from tests.documents.test_papers import read_pdf, squeezed
from tests.stories import Story, tell


def pack(story: Story, person) -> str:
    response = signed_in(person).get(f"/talks/{story.talk.pk}/evidence/pack/")
    assert response.headers["Content-Disposition"] == 'attachment; filename="evidence-pack.pdf"'
    return squeezed(read_pdf(response.content))


def rated(rater, other, subject, example: str) -> RatingSheet:
    sheet = RatingSheet.of(rater, subject, other, "engineer_senior")
    SkillRating.write(space=sheet.space, author=rater, sheet=sheet, skill_code="coding", level=3, example=example)
    return sheet


def given_by(draft: Evaluation, subject) -> Evaluation:
    """Given after criteria that were known, and open because its subject submitted an own view."""
    Criteria.put(by=draft.author, subject=subject, period=draft.period, text="Two releases").sign_as_seen(by=subject)
    given = draft.give(by=draft.author)
    own = {"reader": draft.author, "period": draft.period, "shown": "My own view"}
    SelfAssessment.submit(SelfAssessment.write(space=Space.own(subject), author=subject, **own))
    given.refresh_from_db()
    return given


def test_it_holds_items_opened_ratings_and_the_given_evaluation_with_its_reply(cast):
    story = tell(cast.employee, cast.manager, "ready")
    own = rated(cast.employee, cast.manager, cast.employee, "I led the review")
    own.submit()
    other = rated(cast.manager, cast.employee, cast.employee, "She taught two others")
    values = {"period": "2026", "shown": "Two releases", "to_grow": "Design notes"}
    draft = Evaluation.write(
        space=Space.about(cast.manager, cast.employee), author=cast.manager, subject=cast.employee, **values
    )

    before = pack(story, cast.manager)
    assert squeezed(story.pair("item-says")) in before
    assert squeezed("Priya Sandoval and Marta Lindqvist") in before
    for still_own in ("I led the review", "She taught two others", "Two releases"):
        assert squeezed(still_own) not in before

    other.submit()
    given = given_by(draft, cast.employee)
    EvaluationReply.write(space=given.space, author=cast.employee, evaluation=given, text="One was late")

    for person in (cast.employee, cast.manager):
        said = pack(story, person)
        for words in ("I led the review", "She taught two others", "Two releases", "Design notes", "One was late"):
            assert squeezed(words) in said, words


def test_an_empty_table_says_so(cast):
    assert squeezed("Nothing lies open yet.") in pack(tell(cast.employee, cast.manager, "invited"), cast.employee)


def test_a_mentor_gets_no_evaluation(cast):
    story = tell(cast.employee, cast.mentor, "ready", purpose="mentor_session")
    draft = Evaluation.write(
        space=Space.about(cast.manager, cast.employee),
        author=cast.manager,
        subject=cast.employee,
        period="2026",
        shown="Two releases",
    )
    given_by(draft, cast.employee)

    assert "Tworeleases" not in pack(story, cast.mentor)
    assert "Tworeleases" not in pack(story, cast.employee)
