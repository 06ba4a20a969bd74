"""Giving outside talks: readers chosen before writing, nobody else, and nothing widened by the giver."""

from __future__ import annotations

import pytest

from colonnade.activity.models import Letter
from colonnade.feedback import access, flows
from colonnade.feedback.models import Audience, Feedback
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.people.models.relationship import set_manager
from colonnade.spaces.access import readers_of
from colonnade.spaces.models import Space
from colonnade.workspace.export import everything_of
from tests.cast import signed_in

from .outside import WORDS, address, asked, begun, given

pytestmark = pytest.mark.django_db


@pytest.fixture
def giver(cast):
    return signed_in(cast.colleague)


def readers(row) -> set:
    return {one.id for one in readers_of([row.space_id])[row.space_id]}


def pages(cast, row) -> dict[str, str]:
    """What each of the nine gets at every list and at the page itself."""
    found = {}
    for name, person in cast.everybody().items():
        client = signed_in(person)
        places = (
            "/",
            "/feedback/",
            "/feedback/received/",
            "/feedback/given/",
            "/feedback/themes/",
            "/team/",
            "/status/",
        )
        said = [client.get(place).content.decode() for place in (*places, address(row), "/who-read-me/")]
        found[name] = "".join(said) + str(everything_of(person))
    return found


# ---- choosing


def test_the_choice_names_everybody_before_a_word_is_written(cast, giver):
    found = giver.get("/feedback/new/", {"name": "Priya"}).content.decode()
    shown = giver.get("/feedback/new/", {"to": cast.employee.pk}).content.decode()

    assert "Priya Sandoval" in found
    assert "Priya Sandoval alone" in shown and "Priya Sandoval and Marta Lindqvist" in shown
    assert "textarea" not in shown


def test_choosing_makes_one_draft_however_often_it_is_sent(cast, giver):
    for _ in range(2):
        answer = giver.post("/feedback/new/", {"to": cast.employee.pk, "audience": "receiver"})

    draft = access.own_drafts_of(cast.colleague).get()
    assert answer.url == f"/feedback/drafts/{draft.pk}/"
    assert (draft.audience, draft.leading, readers(draft)) == (Audience.RECEIVER, None, {cast.colleague.pk})


def test_a_manager_is_no_third_reader_of_what_the_manager_gives(cast):
    shown = signed_in(cast.manager).get("/feedback/new/", {"to": cast.employee.pk}).content.decode()

    assert "Priya Sandoval alone" in shown and "Priya Sandoval and" not in shown


@pytest.mark.parametrize("to", ["", "nobody", "00000000-0000-4000-8000-000000000000"])
def test_nobody_is_not_somebody(giver, to):
    assert giver.get("/feedback/new/", {"to": to}).status_code == 200
    assert giver.post("/feedback/new/", {"to": to, "audience": "receiver"}).status_code == 422
    assert not Feedback.objects.exists()


def test_readers_that_were_not_offered_are_refused(cast, giver):
    others = access.manager_today(cast.manager, cast.colleague)
    for audience in ("", "everybody", "manager", str(others.pk)):
        answer = giver.post("/feedback/new/", {"to": cast.employee.pk, "audience": audience})
        assert answer.status_code == 422
    assert giver.post("/feedback/new/", {"to": cast.colleague.pk, "audience": "receiver"}).status_code == 422
    assert not Feedback.objects.exists()


# ---- writing


def test_a_draft_is_its_givers_alone(cast):
    draft = begun(cast.colleague, cast.employee, with_manager=True)
    flows.keep(draft, by=cast.colleague, expected=1, **WORDS)

    for name, person in cast.everybody().items():
        answer = signed_in(person).get(f"/feedback/drafts/{draft.pk}/")
        mine = name == "colleague"
        assert (answer.status_code, "canary" in answer.content.decode()) == (200 if mine else 404, mine)
        assert ("canary" in str(everything_of(person))) is mine
    assert not Letter.objects.exists()


def test_keeping_then_giving(cast, giver):
    draft = begun(cast.colleague, cast.employee)
    place = f"/feedback/drafts/{draft.pk}/"
    assert giver.post(place, {"kind": "strength", "behaviour": "Half a thought", "version": 1}).status_code == 302
    kept = giver.get(place).content.decode()
    assert "Half a thought" in kept and 'value="2"' in kept

    for _ in range(2):
        answer = giver.post(place, {**WORDS, "version": 2, "named": "", "give": "yes"})

    row = access.given_to(cast.colleague).get()
    assert answer.url == address(row)
    assert (row.audience, row.space.kind, readers(row)) == (
        Audience.RECEIVER,
        Space.Kind.FEEDBACK,
        {cast.colleague.pk, cast.employee.pk},
    )
    assert giver.get(place).url == address(row)
    assert Letter.objects.count() == 1
    assert not access.own_drafts_of(cast.colleague).exists()


def test_only_the_button_that_says_so_gives(cast, giver):
    draft = begun(cast.colleague, cast.employee)

    giver.post(f"/feedback/drafts/{draft.pk}/", {**WORDS, "version": 1, "named": ""})

    assert not access.given_to(cast.employee).exists()


def test_thanks_may_be_one_line_and_a_change_needs_a_wish(cast, giver):
    draft = begun(cast.colleague, cast.employee)
    place, rest = f"/feedback/drafts/{draft.pk}/", {"version": 1, "named": "", "give": "yes"}

    assert giver.post(place, {**WORDS, "wish": "", **rest}).status_code == 422
    assert giver.post(place, {"kind": "strength", "behaviour": "One line", **rest}).status_code == 422
    assert giver.post(place, {"kind": "thanks", "behaviour": "One line", **rest}).status_code == 302
    assert not access.waiting_for(cast.employee)


@pytest.mark.parametrize("bad", ["x" * 2001, "a\x00b", "a\x1bb", "a\u202eb", "  "])
def test_bad_words_come_back_and_nothing_is_given(cast, giver, bad):
    draft = begun(cast.colleague, cast.employee)

    answer = giver.post(
        f"/feedback/drafts/{draft.pk}/", {**WORDS, "behaviour": bad, "version": 1, "named": "", "give": "yes"}
    )

    assert answer.status_code == 422
    assert "canary-impact" in answer.content.decode()
    assert not access.given_to(cast.employee).exists()


def test_html_is_shown_as_it_was_typed(cast):
    row = given(cast.colleague, cast.employee, behaviour="<script>canary</script>")

    shown = signed_in(cast.employee).get(address(row)).content.decode()

    assert "&lt;script&gt;canary" in shown and "<script>canary" not in shown


def test_two_windows_lose_nothing(cast, giver):
    draft = begun(cast.colleague, cast.employee)
    place = f"/feedback/drafts/{draft.pk}/"
    giver.post(place, {**WORDS, "behaviour": "canary-first", "version": 1})

    for more in ({}, {"give": "yes", "named": ""}):
        late = giver.post(place, {**WORDS, "behaviour": "canary-late", "version": 1, **more})
        said = late.content.decode()
        assert late.status_code == 409 and "canary-first" in said and "canary-late" in said
    assert access.draft_for(cast.colleague, draft.pk).behaviour == "canary-first"
    assert not access.given_to(cast.employee).exists()


def test_a_draft_for_outside_is_not_offered_in_a_talk(cast):
    from tests.stories import tell

    story = tell(cast.colleague, cast.manager, "ready")
    begun(cast.colleague, cast.manager)

    assert not access.drafts_of(cast.colleague).exists()
    assert "drafts-title" not in signed_in(cast.colleague).get(f"/talks/{story.talk.pk}/feedback/").content.decode()


# ---- who reads


def test_the_receivers_manager_sees_nothing_unless_named(cast):
    row = given(cast.colleague, cast.employee)

    for name, said in pages(cast, row).items():
        assert ("canary" in said) is (name in ("colleague", "employee")), name


def test_a_manager_who_was_named_reads_it_and_nobody_above(cast):
    row = given(cast.colleague, cast.employee, with_manager=True)

    for name, said in pages(cast, row).items():
        assert ("canary" in said) is (name in ("colleague", "employee", "manager")), name
    shown = signed_in(cast.employee).get(address(row)).content.decode()
    assert "Marta Lindqvist was named as a reader before it was written" in shown
    assert Letter.objects.count() == 2


def test_the_named_manager_sees_but_may_do_nothing(cast):
    row = given(cast.colleague, cast.employee, with_manager=True)
    client = signed_in(cast.manager)

    for rest in ("response/", "retraction/", "corrections/", "showings/", "themes/"):
        assert client.post(address(row, rest), {"text": "x", "takes": "on"}).status_code == 403


def test_a_manager_who_no_longer_leads_is_no_reader_and_a_new_one_never_was(cast, giver):
    draft = begun(cast.colleague, cast.employee, with_manager=True)
    named = str(draft.leading_id)
    set_manager(cast.employee, cast.mentor, from_day=clock.today(), by=None)
    place = f"/feedback/drafts/{draft.pk}/"

    refused = giver.post(place, {**WORDS, "version": 1, "named": named, "give": "yes"})
    assert refused.status_code == 409 and "Nothing was given" in refused.content.decode()
    assert "It goes to Priya alone." in giver.get(place).content.decode()
    giver.post(place, {**WORDS, "version": 1, "named": "", "give": "yes"})

    row = access.given_to(cast.employee).get()
    assert (row.audience, readers(row)) == (Audience.RECEIVER, {cast.colleague.pk, cast.employee.pk})


def test_reading_as_a_manager_ends_with_the_relationship(cast):
    row = given(cast.colleague, cast.employee, with_manager=True)
    set_manager(cast.employee, cast.mentor, from_day=clock.today() + clock.days(1), by=None)

    with clock.travel(by=clock.days(40)):
        assert readers(row) == {cast.colleague.pk, cast.employee.pk}
        assert not access.given_to(cast.manager).exists() and not access.given_to(cast.mentor).exists()


def test_the_giver_cannot_widen_it(cast, giver):
    row = given(cast.colleague, cast.employee)

    assert giver.post(address(row, "showings/"), {"to": cast.mentor.pk}).status_code == 403
    with pytest.raises(NotYours):
        flows.show(row, by=cast.colleague, to=cast.mentor)
    assert readers(row) == {cast.colleague.pk, cast.employee.pk}


def test_letters_hold_a_link_and_nothing_else(cast):
    row = given(cast.colleague, cast.employee, with_manager=True)
    flows.respond(row, by=cast.employee, takes=True, text="canary-answer")
    flows.correct(row, "canary-more", by=cast.colleague)
    flows.show(row, by=cast.employee, to=cast.mentor)
    flows.decline(asked(cast.employee, cast.mentor), by=cast.mentor)

    letters = list(Letter.objects.all())
    assert len(letters) == 7
    for letter in letters:
        assert "/feedback/" in letter.body
        for telling in ("canary", "Priya", "Jonas", "Marta", "Tove", "change"):
            assert telling not in (letter.subject + letter.body).replace("Something changed", "")


def test_who_has_left_gets_nothing(cast):
    draft = begun(cast.colleague, cast.employee)
    cast.employee.ended_at = clock.now()
    cast.employee.save()

    with pytest.raises(Refusal):
        flows.give(draft, by=cast.colleague, expected=1, named="", **WORDS)
    with pytest.raises(Refusal):
        begun(cast.colleague, cast.employee)
