"""The draft: who keeps it, pieces that several people change, publishing, going back; nobody is lowered by it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from colonnade.careers import framework
from colonnade.careers.access import keeps_framework
from colonnade.careers.flows import frameworks
from colonnade.careers.models import FrameworkVersion, RatingSheet, SkillRating
from colonnade.kernel import clock
from colonnade.people.models import Partnership
from colonnade_paths import diff, pack, unpack
from tests.careers.frameworks import small
from tests.careers.test_reading import in_force
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

DRAFT = "framework-draft"


def engine_of(draft: FrameworkVersion):
    draft.refresh_from_db()
    return unpack(bytes(draft.document))


@pytest.fixture
def ours(cast) -> FrameworkVersion:
    """Our own small framework in force, and a draft of it."""
    in_force(small(), cast.partner)
    return frameworks.make_ours(by=cast.partner)


def open_role(client, code: str) -> dict[str, str]:
    """What the page of a role holds, ready to be sent again."""
    page = client.get(reverse("framework-draft-role", kwargs={"code": code}))
    form = page.context["form"] if page.context else None
    assert page.status_code == 200
    text = page.content.decode()
    fields = {"seen": re.search(r'name="seen" value="([^"]*)"', text)[1]}
    assert form is None or form.code == code
    for name in re.findall(r'<input[^>]* name="([^"]+)"', text):
        found = re.search(rf'<input[^>]* name="{re.escape(name)}"[^>]* value="([^"]*)"', text)
        fields.setdefault(name, found[1] if found else "")
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', text, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    for name, words in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', text, re.S):
        fields[name] = words
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def send_role(client, code: str, fields: dict[str, str]):
    return client.post(reverse("framework-draft-role", kwargs={"code": code}), fields)


# --- who ------------------------------------------------------------------------------------------


def test_people_partners_keep_it_and_administrators_only_where_there_is_none(cast):
    assert [name for name, one in cast.everybody().items() if keeps_framework(one)] == ["partner"]

    Partnership.objects.all().update(ends_on=clock.today())

    assert [name for name, one in cast.everybody().items() if keeps_framework(one)] == ["administrator"]


def test_the_editor_is_not_there_for_others(cast, ours):
    for name in ("framework-draft", "framework-import", "framework-preview", "framework-draft-new-role"):
        assert signed_in(cast.administrator).get(reverse(name)).status_code == 404
        assert signed_in(cast.employee).get(reverse(name)).status_code == 404
    assert signed_in(cast.partner).get(reverse("framework-draft")).status_code == 200


# --- beginning ------------------------------------------------------------------------------------


def test_making_it_ours_publishes_the_starter_as_it_is_and_opens_a_draft(cast):
    client = signed_in(cast.partner)

    client.post(reverse(DRAFT))
    client.post(reverse(DRAFT))

    versions = FrameworkVersion.objects.order_by("made_at")
    assert [(one.state, one.number) for one in versions] == [("published", 1), ("draft", None)]
    assert not diff(framework.shipped().engine, framework.current().engine)
    assert "Nothing yet" in client.get(reverse(DRAFT)).content.decode()


def test_what_was_rated_with_the_starter_stays_with_the_starter(cast):
    sheet = RatingSheet.of(cast.employee, cast.employee, cast.manager, "engineer_senior")

    signed_in(cast.partner).post(reverse(DRAFT))

    sheet.refresh_from_db()
    assert sheet.made_with_id is None
    assert framework.edition_made_with(None) is framework.shipped()


# --- pieces ---------------------------------------------------------------------------------------


def test_opening_and_keeping_a_role_changes_nothing(cast, ours):
    client = signed_in(cast.partner)

    for code in small().roles:
        assert send_role(client, code, open_role(client, code)).status_code == 302

    assert not diff(small(), engine_of(ours))
    assert ours.revision == 1


def test_a_role_is_changed_in_every_part(cast, ours):
    client = signed_in(cast.partner)
    fields = open_role(client, "15-1252.00")
    fields |= {"title": "Quay warden", "family": "office", "level": "M4", "description": "Line one\r\nline two"}
    fields |= {"skill-0": "", "skill-2": "leading a CREW", "asks-2": "2", "weight-2": "0.5"}
    fields |= {"to-1": "Crew lead", "kind-1": "cross_track", "bridge-1": "words", "try-1": "one shift"}

    assert send_role(client, "15-1252.00", fields).status_code == 302

    engine = engine_of(ours)
    role = engine.roles["15-1252.00"]
    assert (role.title, role.family, role.level) == ("Quay warden", "office", "M4")
    assert (role.description, role.local) == ("Line one\nline two", "Boat licence")
    assert [(need.skill, need.level, need.weight) for need in role.needs] == [("weather", 1, 1), ("people", 2, 0.5)]
    assert [(move.target, move.kind) for move in engine.moves] == [("rope smith", "up"), ("crew/lead", "cross_track")]
    assert not diff(small(), framework.current().engine), "what is in force stays as it is"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "required"),
        ({"skill-2": "Juggling", "asks-2": "2"}, "No skill has this name"),
        ({"skill-2": "Rope work", "asks-2": "2"}, "stands here twice"),
        ({"skill-2": "Leading a crew"}, "Choose a level"),
        ({"to-1": "Pirate"}, "No other role"),
        ({"to-1": "Quay keeper"}, "No other role"),
        ({"bridge-1": "words alone"}, "Say which role"),
        ({"level": "L9"}, "not one of the available"),
    ],
)
def test_what_does_not_fit_comes_back_with_what_was_typed(cast, ours, wrong, sentence):
    client = signed_in(cast.partner)
    fields = open_role(client, "15-1252.00") | {"description": "kept words"} | wrong

    answer = send_role(client, "15-1252.00", fields)

    assert answer.status_code == 422
    assert sentence in answer.content.decode() and "kept words" in answer.content.decode()
    assert not diff(small(), engine_of(ours))


def test_changes_of_different_roles_both_survive(cast, ours):
    first, second = signed_in(cast.partner), signed_in(cast.partner)
    one, other = open_role(first, "15-1252.00"), open_role(second, "rope smith")

    assert send_role(first, "15-1252.00", one | {"title": "Quay warden"}).status_code == 302
    assert send_role(second, "rope smith", other | {"title": "Master of ropes"}).status_code == 302

    titles = {code: role.title for code, role in engine_of(ours).roles.items()}
    assert titles == {"15-1252.00": "Quay warden", "rope smith": "Master of ropes", "crew/lead": "Crew lead"}


def test_what_is_renamed_meanwhile_stays_the_one_that_was_meant(cast, ours):
    first, second = signed_in(cast.partner), signed_in(cast.partner)
    other = open_role(second, "15-1252.00")
    address = reverse("framework-draft-skill", kwargs={"code": "weather"})
    seen = re.search(r'name="seen" value="([^"]*)"', first.get(address).content.decode())[1]
    first.post(address, {"seen": seen, "called": "Reading the sky", "category": "eyes", "level-1": "Sees a cloud"})
    send_role(first, "rope smith", open_role(first, "rope smith") | {"title": "Master of ropes"})

    assert send_role(second, "15-1252.00", other | {"title": "Quay warden"}).status_code == 302

    engine = engine_of(ours)
    assert [move.target for move in engine.moves] == ["rope smith"]
    assert [need.skill for need in engine.roles["15-1252.00"].needs] == ["rope/work 1.0", "weather"]
    assert engine.skills["weather"].name == "Reading the sky"


def test_who_saves_the_same_role_second_keeps_their_words_and_sees_the_others(cast, ours):
    first, second = signed_in(cast.partner), signed_in(cast.partner)
    one, other = open_role(first, "15-1252.00"), open_role(second, "15-1252.00")
    send_role(first, "15-1252.00", one | {"description": "words of the first"})

    answer = send_role(second, "15-1252.00", other | {"description": "words of the second"})

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "words of the first" in text and "words of the second" in text
    assert engine_of(ours).roles["15-1252.00"].description == "words of the first"
    seen = re.search(r'name="seen" value="([^"]*)"', text)[1]
    send_role(second, "15-1252.00", other | {"description": "words of the second", "seen": seen})
    assert engine_of(ours).roles["15-1252.00"].description == "words of the second"


def test_a_role_that_was_taken_out_meanwhile_can_be_kept_again(cast, ours):
    client = signed_in(cast.partner)
    fields = open_role(client, "rope smith")
    client.post(reverse("framework-draft-role-removal", kwargs={"code": "rope smith"}))

    answer = send_role(client, "rope smith", fields | {"description": "still mine"})

    assert answer.status_code == 409 and "still mine" in answer.content.decode()
    send_role(client, "rope smith", fields | {"description": "still mine", "seen": "gone"})
    assert engine_of(ours).roles["rope smith"].description == "still mine"


def test_a_role_skill_and_family_are_added(cast, ours):
    client = signed_in(cast.partner)

    client.post(reverse("framework-draft-new-family"), {"called": "Harbour office"})
    client.post(
        reverse("framework-draft-new-skill"),
        {"called": "Rope work", "category": "hands", "level-1": "a", "level-3": "c"},
    )
    client.post(reverse("framework-draft-new-role"), {"title": "Rope smith", "family": "harbour_office"})

    engine = engine_of(ours)
    assert engine.families["harbour_office"] == "Harbour office"
    assert engine.skills["rope_work"].levels == ["a", "", "c"]
    assert engine.roles["rope_smith"].title == "Rope smith", "a title that another role has gets a code of its own"


def test_a_skill_keeps_its_sentences_until_somebody_changes_one(cast, ours):
    client = signed_in(cast.partner)
    address = reverse("framework-draft-skill", kwargs={"code": "rope/work 1.0"})
    seen = re.search(r'name="seen" value="([^"]*)"', client.get(address).content.decode())[1]

    client.post(address, {"seen": seen, "called": "Rope work", "category": "hands", "level-3": "Splices in the dark"})

    assert engine_of(ours).skills["rope/work 1.0"].levels == ["", "", "Splices in the dark"]
    page = client.get(reverse(DRAFT)).content.decode()
    assert "Splices alone" in page and "Splices in the dark" in page


@pytest.mark.parametrize(
    ("kind", "code", "said"),
    [
        ("role", "rope smith", "Quay keeper"),
        ("skill", "rope/work 1.0", "Rope smith"),
        ("family", "quay", "Crew lead"),
    ],
)
def test_what_is_taken_out_says_first_what_goes_with_it(cast, ours, kind, code, said):
    client = signed_in(cast.partner)
    address = reverse(f"framework-draft-{kind}-removal", kwargs={"code": code})

    assert said in client.get(address).content.decode()
    assert not diff(small(), engine_of(ours))
    client.post(address)
    client.post(address)

    frameworks.checked(engine_of(ours))
    assert diff(small(), engine_of(ours)).of(kind, "removed")


def test_more_than_eight_skills_are_a_warning_and_no_error(cast, ours):
    client = signed_in(cast.partner)
    for number in range(8):
        client.post(reverse("framework-draft-new-skill"), {"called": f"Knot {number}"})
    fields = open_role(client, "crew/lead")
    fields |= {f"skill-{row}": f"Knot {row - 1}" for row in range(1, 9)} | {f"asks-{row}": "2" for row in range(1, 9)}

    assert send_role(client, "crew/lead", fields).status_code == 302

    assert len(engine_of(ours).roles["crew/lead"].needs) == 9
    assert "more than eight skills" in client.get(reverse(DRAFT)).content.decode()
    assert (
        "more than 8 skills"
        in client.get(reverse("framework-draft-role", kwargs={"code": "crew/lead"})).content.decode()
    )


# --- publishing -----------------------------------------------------------------------------------


def publish(client, draft: FrameworkVersion, note: str = "A better word."):
    draft.refresh_from_db()
    return client.post(reverse("framework-publication"), {"note": note, "revision": str(draft.revision)})


def test_publishing_puts_the_draft_into_force_with_its_note(cast, ours):
    client = signed_in(cast.partner)
    send_role(client, "15-1252.00", open_role(client, "15-1252.00") | {"title": "Quay warden"})

    assert publish(client, ours).status_code == 302

    assert framework.current().number == 2
    page = signed_in(cast.stranger).get(reverse("framework-version", kwargs={"number": 2})).content.decode()
    assert "A better word." in page and "Quay keeper" in page and "Quay warden" in page
    assert "Publish it again" not in page
    assert frameworks.own_draft() is None


def test_publishing_needs_a_note_and_the_draft_that_was_looked_at(cast, ours):
    client = signed_in(cast.partner)
    assert publish(client, ours, note="").status_code == 422
    revision = ours.revision
    send_role(client, "15-1252.00", open_role(client, "15-1252.00") | {"title": "Quay warden"})

    answer = client.post(reverse("framework-publication"), {"note": "unread", "revision": str(revision)})

    assert answer.status_code == 409 and "unread" in answer.content.decode()
    assert framework.current().number == 1


def test_a_draft_that_does_not_hold_together_is_refused_with_the_places(cast, ours):
    engine = small()
    engine.roles["crew/lead"].level = "M9"
    ours.document = pack(engine)
    ours.save()

    answer = publish(signed_in(cast.partner), ours)

    assert answer.status_code == 422 and "unknown level “M9”" in answer.content.decode()
    assert framework.current().number == 1


def test_a_published_version_never_changes_and_the_one_before_can_be_put_back(cast, ours):
    client = signed_in(cast.partner)
    first = frameworks.own_versions().get(number=1)
    before = bytes(first.document)
    send_role(client, "15-1252.00", open_role(client, "15-1252.00") | {"title": "Quay warden"})
    publish(client, ours)

    address = reverse("framework-version", kwargs={"number": 1})
    assert client.post(address, {"note": ""}).status_code == 422
    assert signed_in(cast.employee).post(address, {"note": "no"}).status_code == 404
    assert client.post(address, {"note": "It read better."}).status_code == 302

    first.refresh_from_db()
    assert bytes(first.document) == before
    assert framework.current().number == 3
    assert not diff(small(), framework.current().engine)
    assert [one.note for one in frameworks.own_versions()][:2] == ["It read better.", "A better word."]


def test_discarding_leaves_what_is_published(cast, ours):
    client = signed_in(cast.partner)
    send_role(client, "15-1252.00", open_role(client, "15-1252.00") | {"title": "Quay warden"})

    client.post(reverse("framework-draft-discarding"))

    assert frameworks.own_draft() is None
    assert framework.current().roles["15-1252.00"].title == "Quay keeper"
    assert send_role(client, "15-1252.00", {"title": "x"}).status_code == 409


def test_a_rewording_never_lowers_anyone(cast, ours):
    """Ratings keep the version they were made with: its words, and the level that was said."""
    version = framework.current().version
    sheet = RatingSheet.of(cast.employee, cast.employee, cast.manager, "15-1252.00", version=version)
    SkillRating.write(
        space=sheet.space, author=cast.employee, sheet=sheet, skill_code="rope/work 1.0", level=3, example="a splice"
    )
    client = signed_in(cast.partner)
    address = reverse("framework-draft-skill", kwargs={"code": "rope/work 1.0"})
    seen = re.search(r'name="seen" value="([^"]*)"', client.get(address).content.decode())[1]
    client.post(address, {"seen": seen, "called": "Rope work", "level-3": "Splices in a storm, alone, at night"})
    publish(client, ours)

    sheet.refresh_from_db()
    rating = SkillRating.objects.readable_by(cast.employee).get(sheet=sheet)
    assert (rating.level, sheet.made_with_id) == (3, version)
    then = framework.edition_made_with(sheet.made_with_id)
    assert then.skills["rope/work 1.0"].described(3) == "Splices alone"
    assert framework.current().skills["rope/work 1.0"].described(3) == "Splices in a storm, alone, at night"
