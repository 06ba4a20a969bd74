"""A copy says what the page says, less what is between the two only, and goes to the readers of the page alone."""

from __future__ import annotations

import pytest

from colonnade.careers.models import Option
from colonnade.conversations.flows import meeting, summing_up
from colonnade.goals.models import Goal, Promise
from colonnade.kernel import clock
from colonnade.spaces.models import Read
from tests.cast import signed_in
from tests.documents.test_papers import read_pdf, read_word, squeezed
from tests.stories import Story, tell

READERS = {"pdf": read_pdf, "docx": read_word}
SHOWN = (
    *("line", "decides", "not-decides", "wish", "summary", "chances", "recap", "goal", "measure", "obstacle"),
    *("situation-Priya", "situation-Marta", "behaviour-Priya", "behaviour-Marta", "response-Priya", "response-Marta"),
    *("option-deepen", "option-up", "option-lateral", "promise-Priya", "promise-Marta", "resource-Marta"),
)


@pytest.fixture
def sent(cast) -> Story:
    """A sent summary with a full goal, and a path and a promise that are between the two only."""
    story = tell(cast.employee, cast.manager, "meeting")
    employee = cast.employee
    goal = Goal.objects.get(talk__conversation=story.talk)
    goal.change(
        expected=1,
        by=employee,
        reason="More of it.",
        means="Two afternoons",
        why_me="I like it",
        why_org="We need it",
        if_this="the week is full",
        then_that="I block Friday",
    )
    meeting.capture(
        story.see(employee),
        Option,
        by=employee,
        subject=employee,
        kind="up",
        title=story.pair("kept-option"),
        pair_only=True,
    )
    meeting.capture(
        story.see(employee),
        Promise,
        by=employee,
        owner=employee,
        to=cast.manager,
        kind="support",
        due_on=employee.today + clock.days(9),
        text=story.pair("kept-promise"),
        pair_only=True,
    )
    meeting.end(story.see(cast.manager), by=cast.manager, first_checkin_on=employee.today + clock.days(28))
    values = {"text": story.pair("summary"), "chances": story.pair("chances"), "differences": "Pace of it."}
    summing_up.keep_draft(story.see(cast.manager), by=cast.manager, expected=0, **values)
    summing_up.send(story.see(cast.manager), by=cast.manager)
    story.talk = story.see(employee)
    return story


def copy(story: Story, person, kind: str, number: str = "") -> str:
    response = signed_in(person).get(f"/talks/{story.talk.pk}/summary/{number}{kind}/")
    assert response.status_code == 200
    return READERS[kind](response.content)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_copy_says_what_the_page_says(cast, sent, kind):
    summing_up.agree(sent.see(cast.employee), by=cast.employee, view=sent.pair("view"))

    said = squeezed(copy(sent, cast.employee, kind))

    assert [what for what in (*SHOWN, "view") if squeezed(sent.pair(what)) not in said] == []
    for words in (
        "Priya Sandoval and Marta Lindqvist",
        "Version 1, agreed by both",
        "Two afternoons",
        "I like it",
        "We need it",
        "If the week is full, then I block Friday",
        "Pace of it.",
        "First check-in on",
    ):
        assert squeezed(words) in said, words


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_what_is_between_the_two_only_is_on_the_page_and_never_in_a_copy(cast, sent, kind):
    page = signed_in(cast.employee).get(f"/talks/{sent.talk.pk}/summary/").content.decode()
    said = squeezed(copy(sent, cast.manager, kind))

    for token in (sent.pair("kept-option"), sent.pair("kept-promise")):
        assert token in page
        assert squeezed(token) not in said


def test_a_copy_is_a_file_that_names_nobody_and_is_not_kept_on_the_way(cast, sent):
    response = signed_in(cast.manager).get(f"/talks/{sent.talk.pk}/summary/pdf/")

    assert response.headers["Content-Disposition"] == 'attachment; filename="summary-version-1.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]
    assert "waits for Priya Sandoval" in " ".join(read_pdf(response.content).split())


def test_taking_a_copy_is_a_reading(cast, sent):
    Read.objects.all().delete()

    copy(sent, cast.employee, "docx", "1/")

    assert "conversations.summary_version" in set(
        Read.objects.filter(reader=cast.employee.pk).values_list("label", flat=True)
    )


def test_a_copy_of_an_older_version_says_that_another_followed(cast, sent):
    summing_up.redraft(sent.see(cast.employee), by=cast.employee)
    assert "Version 1, not agreed" in " ".join(copy(sent, cast.employee, "pdf").split())
    summing_up.send(sent.see(cast.employee), by=cast.employee)

    assert "version 2 followed" in " ".join(copy(sent, cast.employee, "pdf", "1/").split())
    assert "waits for Marta Lindqvist" in " ".join(copy(sent, cast.employee, "pdf").split())


def test_without_the_read_log_a_copy_keeps_the_other_ones_words_back(cast, sent, monkeypatch):
    from django.db import DatabaseError

    from colonnade.spaces import reading

    def broken(*_args: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(reading, "keep", broken)

    said = copy(sent, cast.employee, "pdf")

    assert "Not shown" in said
    assert squeezed(sent.pair("summary")) not in squeezed(said)
