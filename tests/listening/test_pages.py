"""The mirror's page in each of its states, as both people see it, and every act of it by form."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from colonnade.activity.models import Letter
from colonnade.kernel import clock
from colonnade.listening import flows
from colonnade.listening.models import Mirror, Transcript, Whole
from tests.cast import PASSWORD, signed_in
from tests.matrix import Ground, Row, walk
from tests.stories import tell

from .files import TURNS, asked, imported, opened, page, text, upload, vtt


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "following_up")


def shown(story, person) -> str:
    answer = signed_in(person).get(page(story))
    assert answer.status_code == 200
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_before_the_talk_it_says_that_it_is_for_after(cast):
    story = tell(cast.employee, cast.manager, "ready")

    said = shown(story, cast.employee)

    assert "It can be used once you have talked." in said
    assert "Read the file" not in said


def test_the_way_from_a_file_to_two_mirrors(cast, story):
    assert "Read the file" in shown(story, cast.manager)

    assert upload(story, cast.employee, vtt()).status_code == 302

    said = shown(story, cast.employee)
    assert "Priya Sandoval speaks 2 times" in said and "Say yes and ask Marta" in said
    assert "Room Panel" not in said and "canary" not in said
    assert "Priya has begun an import" in shown(story, cast.manager)

    labels = {label.name: label.number for label in flows.labels_in(Transcript.objects.get())}
    named = {"mine": labels["Priya Sandoval"], "theirs": labels["Marta Lindqvist"]}
    assert signed_in(cast.employee).post(page(story, "speakers"), named).status_code == 302

    assert "Marta is asked" in shown(story, cast.employee)
    said = shown(story, cast.manager)
    assert "by Priya Sandoval" in said and "WebVTT · 5 turns · 6 minutes" in said
    assert "Counts as you Marta Lindqvist" in said and "Yes, show each of us their own" in said
    assert "canary" not in said

    assert signed_in(cast.manager).post(page(story, "acceptance")).status_code == 302

    said = shown(story, cast.manager)
    assert "Only you. Priya sees only their own." in said
    assert "1 time you gave back words" in said and "canary-manager-one" in said
    assert "… the other spoke, 7 words" in said
    for person, foreign in ((cast.manager, "canary-employee"), (cast.employee, "canary-manager")):
        assert foreign not in shown(story, person) and "canary-third" not in shown(story, person)


@pytest.mark.parametrize("make", [imported, asked, opened])
def test_deleting_brings_the_empty_page_back_for_both(cast, story, make):
    empty = {person: shown(story, person) for person in (cast.employee, cast.manager)}
    make(story)
    assert shown(story, cast.manager) != empty[cast.manager]

    assert signed_in(cast.manager).post(page(story, "withdrawal")).status_code == 302

    assert {person: shown(story, person) for person in empty} == empty


def test_a_visit_after_its_end_deletes_and_says_so_once(cast, story, settings):
    settings.COLONNADE_TRANSCRIPT_DAYS = 7
    transcript = opened(story)

    with clock.travel(to=transcript.ends_at):
        assert "has run out" in shown(story, cast.employee)
        assert (Transcript.objects.count(), Mirror.objects.count()) == (0, 0)
        assert "has run out" not in shown(story, cast.employee)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"nothing that anybody said", "No line with a speaker was found"),
        (b"Ana: Hello\nAna: Hello again", "Only one speaker is named"),
        (b"PK\x03\x04 and then nothing", "its archive is cut short"),
        (b"\xff\xff\xff", "is not UTF-8"),
        (b"Marta: Hello\nMarta Lindqvist: Hello", "No speaker in the file can be Priya Sandoval."),
        ("\n".join(f"Name{chr(65 + i)}: Hello" for i in range(26)).encode() + b"\nXa: a\nXb: b\nXc: c\nXd: d\nXe: e",
         "more than 30 speakers"),
        (b"Ana: " + b"word " * 3000 + b"\nBo: " + (b"word " * 3000 + b"\n") * 20, "more than 60,000 words"),
    ],
)  # fmt: skip
def test_a_file_that_is_refused_is_said_at_the_field_and_not_kept(cast, story, content, sentence):
    answer = upload(story, cast.employee, content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()
    assert (Transcript.objects.count(), Whole.objects.count()) == (0, 0)


def test_a_file_that_is_too_large_is_refused_with_a_sentence(cast, story):
    answer = upload(story, cast.employee, b"Ana: Hello\n" * 1_000_000)

    assert answer.status_code == 422
    assert "larger than 10 MB" in answer.content.decode()
    assert Transcript.objects.count() == 0


def test_an_upload_never_touches_the_disk(cast, story, monkeypatch, settings):
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr(uploadhandler.TemporaryFileUploadHandler, "new_file", refuse)
    long = vtt() + b"\n\nNOTE\n" + (b"a remark of the recorder " * 40 + b"\n") * 3_000
    assert len(long) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE

    assert upload(story, cast.employee, long).status_code == 302


def test_the_form_is_refused_without_its_token(cast, story):
    client = Client(enforce_csrf_checks=True)
    client.login(email=cast.employee.email, password=PASSWORD)

    refused = client.post(page(story, "import"), {"file": SimpleUploadedFile("x.vtt", vtt())})
    assert refused.status_code == 403

    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(page(story)).content.decode())[1]
    taken = client.post(
        page(story, "import"), {"csrfmiddlewaretoken": token, "file": SimpleUploadedFile("x.vtt", vtt())}
    )
    assert taken.status_code == 302


def test_a_second_file_waits_until_the_first_is_deleted(cast, story):
    asked(story)

    assert upload(story, cast.manager, vtt()).status_code == 409


def test_speakers_that_do_not_fit_come_back_with_a_sentence(cast, story):
    names = {"manager": "Speaker 1", "employee": "Priya Sandoval", "third": "Speaker 3"}
    imported(story, content=text(names=names))
    labels = {label.name: label.number for label in flows.labels_in(Transcript.objects.get())}
    client = signed_in(cast.employee)

    same = client.post(page(story, "speakers"), {"mine": labels["Speaker 1"], "theirs": labels["Speaker 1"]})
    foreign = client.post(page(story, "speakers"), {"mine": "0", "theirs": labels["Priya Sandoval"]})

    assert (same.status_code, foreign.status_code) == (422, 422)
    assert "One speaker cannot be both of you." in same.content.decode()
    assert signed_in(cast.manager).post(page(story, "speakers"), {"mine": "0", "theirs": "1"}).status_code == 403


def test_own_lines_come_in_parts(cast, story):
    turns = [(who, f"Line {number} of canary-{who}.") for number in range(120) for who in ("employee", "manager")]
    opened(story, content=text(turns))
    client = signed_in(cast.employee)

    first = client.get(page(story)).content.decode()
    second = client.get(page(story) + "?page=2").content.decode()

    assert "Line 39 of" in first and "Line 40 of" not in first
    assert "Line 40 of" in second and "Line 39 of" not in second
    assert "part 2 of 3" in second
    for odd in ("0", "99", "-1", "x", "", "²", "9" * 5000):
        assert client.get(page(story), {"page": odd}).status_code == 200


def test_words_are_escaped(cast, story):
    turns = [("employee", "<script>alert(1)</script> What do you think?"), ("manager", "I think so.")]
    names = {"employee": "Priya <b>Sandoval</b>", "manager": "Marta Lindqvist"}
    as_json = str([{"speaker": names[who], "text": said} for who, said in turns]).replace("'", '"').encode()
    imported(story, content=as_json)
    assert "<b>Sandoval" not in signed_in(cast.employee).get(page(story)).content.decode()
    flows.withdraw(story.see(cast.employee), by=cast.employee)

    opened(story, content=text(turns))

    assert "<script>alert" not in signed_in(cast.employee).get(page(story)).content.decode()


def test_the_letter_leads_to_the_page_and_carries_no_word(cast, story):
    Letter.objects.all().delete()
    asked(story)

    letter = Letter.objects.get()

    assert page(story) in letter.body
    assert signed_in(cast.stranger).get(page(story)).status_code == 404


ACTS = ("import", "speakers", "acceptance", "withdrawal")


@pytest.mark.parametrize("make", [imported, asked, opened])
def test_only_the_two_reach_any_address_and_no_foreign_word_reaches_anybody(cast, story, make):
    make(story)
    for who, said in TURNS:
        for word in re.findall(r"canary-[\w-]+", said):
            story.tokens[word] = frozenset() if who == "third" else frozenset({getattr(cast, who).pk})
    two = {who: {200, 302, 403, 409, 422} for who in ("employee", "manager")}
    rows = [Row(f"talk-listening-{act}", "POST", 404, two, {"talk_id": "talk"}) for act in ACTS]
    rows += [Row(f"talk-listening-{act}", "GET", 405, {}, {"talk_id": "talk"}) for act in ACTS]
    rows += [Row("talk-listening", "GET", 404, dict.fromkeys(two, 200), {"talk_id": "talk"})]
    rows += [Row("my-data", "GET", 200), Row("home", "GET", 200)]

    result = walk(Ground(cast, {"talk": story.talk.pk}, [story]), rows)

    assert (result.leaks, result.wrong) == ([], [])


def test_a_talk_that_is_not_there_has_no_mirror(cast):
    for act in ("", *ACTS):
        name = f"talk-listening-{act}" if act else "talk-listening"
        address = reverse(name, kwargs={"talk_id": uuid.uuid4()})
        send = signed_in(cast.employee).post if act else signed_in(cast.employee).get
        assert send(address).status_code == 404


def test_the_page_costs_the_same_whatever_the_length(cast, story, django_assert_max_num_queries):
    client, counts = signed_in(cast.manager), []
    for length in (2, 200):
        opened(story, content=text(TURNS * length))
        client.get(page(story))
        with django_assert_max_num_queries(9) as queries:
            client.get(page(story))
        counts.append(len(queries))
        flows.withdraw(story.see(cast.manager), by=cast.manager)

    assert len(set(counts)) == 1


def test_no_word_about_what_somebody_is_or_feels(cast, story):
    """Countable things only: nothing on the page names an emotion, a mood, a personality or a grade."""
    opened(story)

    words = set(re.findall(r"[a-z]+", shown(story, cast.manager).lower()))

    assert words & {
        "emotion", "mood", "sentiment", "stress", "engagement", "tone", "personality", "honest", "honesty", "empathy",
        "score", "rating", "target", "goal", "good", "bad", "better", "best", "poor", "improve",
    } == set()  # fmt: skip
