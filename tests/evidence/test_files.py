"""Files beside achievements and items: sealed, bounded, read by nobody but the readers, gone with their row."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client

from colonnade.conversations.flows import gathering
from colonnade.evidence import access
from colonnade.evidence.models import Achievement, FilePart, HeldFile, Item
from colonnade.kernel import crypto
from colonnade.spaces.models import Read, Space
from tests.cast import PASSWORD, signed_in
from tests.evidence.documents import EVERY_KIND, PDF, PLACE, TXT, office, png
from tests.stories import tell

SECRET = b"canary-bytes of the plan\n"


@pytest.fixture
def story(cast):
    return tell(cast.employee, cast.manager, "ready")


@pytest.fixture
def achievement(cast):
    me = cast.employee
    return Achievement.write(space=Space.own(me), author=me, happened_on=me.today, text="Shipped it.")


def upload(person, achievement, *files, client=None):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return (client or signed_in(person)).post(f"/achievements/{achievement.pk}/files/", {"files": sent})


def kept(achievement) -> list[HeldFile]:
    return access.files_at_achievements([achievement], achievement.author).get(achievement.pk, [])


def test_a_file_is_kept_and_comes_back_whole_to_be_saved_only(cast, achievement):
    assert upload(cast.employee, achievement, ("The plan.txt", SECRET)).status_code == 302

    file = kept(achievement)[0]
    response = signed_in(cast.employee).get(f"/files/{file.pk}/")

    assert (file.name, file.kind, file.size) == ("The plan.txt", "txt", len(SECRET))
    assert response.content == SECRET
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"] == 'attachment; filename="The plan.txt"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "no-store"
    assert "The plan.txt" in signed_in(cast.employee).get("/achievements/").content.decode()


def test_every_kind_is_taken_five_at_a_time(cast, achievement):
    for kinds in (list(EVERY_KIND)[:5], list(EVERY_KIND)[5:]):
        HeldFile.objects.all().delete()
        sent = [(f"a.{kind}", EVERY_KIND[kind]) for kind in kinds]
        assert upload(cast.employee, achievement, *sent).status_code == 302
        assert sorted(file.kind for file in kept(achievement)) == sorted(kinds)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("script.png", b"#!/bin/sh\n", "is not what its name says"),
        ("page.pdf", b"<html><script>1</script>", "is not what its name says"),
        ("tool.exe", b"MZ\x00", "is not what its name says"),
        ("empty.pdf", b"", "is empty"),
        ("large.pdf", PDF + bytes(10 << 20), "10 MB"),
    ],
)
def test_what_is_refused_is_said_and_leaves_nothing(cast, achievement, name, content, says):
    response = upload(cast.employee, achievement, (name, content), ("fine.txt", TXT))

    assert response.status_code == 422
    assert says in response.content.decode()
    assert (HeldFile.objects.count(), FilePart.objects.count()) == (0, 0)


def test_six_at_once_or_one_after_five_are_too_many(cast, achievement):
    texts = [(f"{number}.txt", b"text %d" % number) for number in range(6)]
    assert upload(cast.employee, achievement, *texts).status_code == 422
    assert kept(achievement) == []

    assert upload(cast.employee, achievement, *texts[:5]).status_code == 302
    late = upload(cast.employee, achievement, texts[5])
    assert late.status_code == 422
    assert len(kept(achievement)) == 5


def test_a_person_has_so_much_room_and_no_more(cast, achievement, monkeypatch):
    monkeypatch.setattr("colonnade.evidence.models.file.MOST_OF_A_PERSON", 30)
    upload(cast.employee, achievement, ("a.txt", b"x" * 20))

    response = upload(cast.employee, achievement, ("b.txt", b"y" * 20))

    assert response.status_code == 422
    assert "200 MB" in response.content.decode()
    assert [file.name for file in kept(achievement)] == ["a.txt"]


def test_the_same_file_sent_twice_is_one(cast, achievement):
    for _ in range(2):
        assert upload(cast.employee, achievement, ("plan.txt", SECRET)).status_code == 302

    assert [file.name for file in kept(achievement)] == ["plan.txt"]


def test_without_its_token_the_upload_is_refused(cast, achievement):
    client = Client(enforce_csrf_checks=True)
    client.login(email=cast.employee.email, password=PASSWORD)

    assert upload(cast.employee, achievement, ("plan.txt", SECRET), client=client).status_code in (302, 403)
    assert kept(achievement) == []


def test_bytes_and_name_are_sealed_and_never_touch_the_disk_in_plain(cast, achievement, monkeypatch):
    def no_files(*args, **kwargs):
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", no_files)
    big = SECRET + b"z" * (3 << 20)
    upload(cast.employee, achievement, ("canary-name.txt", big))

    parts = list(FilePart.objects.order_by("number"))
    assert len(parts) == 4
    assert all(b"canary" not in bytes(part.sealed) and b"zzzz" not in bytes(part.sealed) for part in parts)
    if connection.vendor == "sqlite":
        on_disk = b"".join(path.read_bytes() for path in Path(settings.DATA).rglob("*") if path.is_file())
        assert b"canary-bytes" not in on_disk
        assert b"canary-name" not in on_disk
    assert kept(achievement)[0].bytes_kept() == big


def test_parts_open_only_in_their_place_and_all_together(cast, achievement):
    upload(cast.employee, achievement, ("a.txt", b"a" * (2 << 20)))
    first, second = FilePart.objects.order_by("number")
    FilePart.objects.filter(pk=first.pk).update(sealed=second.sealed)
    with pytest.raises(crypto.Unreadable):
        kept(achievement)[0].bytes_kept()

    first.delete()
    with pytest.raises(crypto.Unreadable):
        kept(achievement)[0].bytes_kept()


def test_files_go_with_their_row_and_no_part_is_left(cast, story, achievement):
    me = signed_in(cast.employee)
    upload(cast.employee, achievement, ("a.txt", TXT), ("b.pdf", PDF))
    gathering.show_achievement(story.see(cast.employee), achievement.pk, by=cast.employee)
    assert (HeldFile.objects.count(), FilePart.objects.count()) == (4, 4)

    one = kept(achievement)[0]
    assert me.post(f"/achievements/{achievement.pk}/files/{one.pk}/removal/").status_code == 302
    assert (HeldFile.objects.count(), FilePart.objects.count()) == (3, 3)

    assert me.post(f"/achievements/{achievement.pk}/removal/").status_code == 302
    item = Item.objects.get(shown_copy_of=None, author=cast.employee)
    assert me.post(f"/talks/{story.talk.pk}/evidence/items/{item.pk}/removal/").status_code == 302
    assert (HeldFile.objects.count(), FilePart.objects.count()) == (0, 0)


def test_a_shown_copy_brings_link_skills_days_and_files_under_the_talks_key(cast, story):
    me = cast.employee
    row = Achievement.write(
        space=Space.own(me),
        author=me,
        happened_on=me.today.replace(day=1),
        until=me.today,
        text="Led the move.",
        link="https://wiki.example/move",
        skills=["coding"],
    )
    upload(me, row, ("canary-plan.txt", SECRET))

    gathering.show_achievement(story.see(me), row.pk, by=me)

    item = next(one for one in access.items_in(story.talk.pair_space, cast.manager) if one.says == "Led the move.")
    copy = access.files_at_items([item], cast.manager)[item.pk][0]
    assert (item.until, item.link, item.skills) == (row.until, row.link, ["coding"])
    assert (copy.space_id, copy.name) == (story.talk.pair_space_id, "canary-plan.txt")
    page = signed_in(cast.manager).get(f"/talks/{story.talk.pk}/evidence/").content.decode()
    assert "canary-plan.txt" in page
    assert 'href="https://wiki.example/move" rel="noopener noreferrer"' in page
    assert signed_in(cast.manager).get(f"/files/{copy.pk}/").content == SECRET
    assert signed_in(cast.manager).get(f"/files/{kept(row)[0].pk}/").status_code == 404


def test_only_who_reads_the_space_gets_bytes_or_names(cast, story, achievement):
    upload(cast.employee, achievement, ("canary-plan.txt", SECRET))
    mine = kept(achievement)[0]
    gathering.show_achievement(story.see(cast.employee), achievement.pk, by=cast.employee)
    shown = HeldFile.objects.exclude(item=None).get()

    for who, person in cast.everybody().items():
        client = signed_in(person)
        seen = {one.pk for one in (mine, shown) if client.get(f"/files/{one.pk}/").status_code == 200}
        assert seen == {"employee": {mine.pk, shown.pk}, "manager": {shown.pk}}.get(who, set()), who
        assert (
            client.post(f"/achievements/{achievement.pk}/files/").status_code in ((404,), (422,))[who == "employee"]
        )
    assert Client().get(f"/files/{mine.pk}/").status_code == 302


def test_opening_is_noted_apart_from_seeing_the_name(cast, story, achievement):
    upload(cast.employee, achievement, ("plan.txt", SECRET))
    gathering.show_achievement(story.see(cast.employee), achievement.pk, by=cast.employee)
    shown = HeldFile.objects.exclude(item=None).get()
    client = signed_in(cast.manager)

    client.get(f"/talks/{story.talk.pk}/evidence/")
    assert not Read.objects.filter(label="evidence.opened_file").exists()
    client.get(f"/files/{shown.pk}/")

    read = Read.objects.get(label="evidence.opened_file")
    assert (read.reader, read.author) == (cast.manager.pk, cast.employee.pk)


def test_no_byte_leaves_when_the_reading_cannot_be_noted(cast, story, achievement, monkeypatch):
    upload(cast.employee, achievement, ("plan.txt", SECRET))
    gathering.show_achievement(story.see(cast.employee), achievement.pk, by=cast.employee)
    shown = HeldFile.objects.exclude(item=None).get()

    def broken(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("colonnade.spaces.models.Read.objects.bulk_create", broken)
    response = signed_in(cast.manager).get(f"/files/{shown.pk}/")

    assert response.status_code == 409
    assert b"canary" not in response.content


def test_ones_own_item_takes_files_and_the_others_does_not(cast, story):
    item = Item.objects.get(author=cast.manager)
    address = f"/talks/{story.talk.pk}/evidence/items/{item.pk}/files/"

    def send(person, name="figures.xlsx", content=None):
        content = office("xlsx") if content is None else content
        return signed_in(person).post(address, {"files": [SimpleUploadedFile(name, content)]})

    assert send(cast.employee).status_code == 403
    assert send(cast.stranger).status_code == 404
    assert send(cast.manager, "x.png", b"no").status_code == 422
    assert send(cast.manager).status_code == 302
    file = access.files_at_items([item], cast.employee)[item.pk][0]
    assert file.name == "figures.xlsx"
    removal = f"{address}{file.pk}/removal/"
    assert signed_in(cast.employee).post(removal).status_code == 403
    assert signed_in(cast.manager).post(f"{address}{uuid.uuid4()}/removal/").status_code == 404
    assert signed_in(cast.manager).post(removal).status_code == 302
    assert not HeldFile.objects.exists()


def test_pictures_are_kept_without_their_place(cast, achievement):
    upload(cast.employee, achievement, ("me.png", png()))

    assert PLACE not in kept(achievement)[0].bytes_kept()


def test_my_data_lists_files_by_name_and_size(cast, achievement):
    upload(cast.employee, achievement, ("The plan.txt", SECRET))

    files = signed_in(cast.employee).get("/my-data/").json()["texts"]["evidence.file"]

    assert [(file["name"], file["size"]) for file in files] == [("The plan.txt", len(SECRET))]
    assert signed_in(cast.manager).get("/my-data/").json()["texts"]["evidence.file"] == []


def test_lists_keep_their_number_of_queries(cast, achievement, django_assert_max_num_queries):
    client, me = signed_in(cast.employee), cast.employee
    client.get("/achievements/")
    for count in (1, 3):
        for number in range(count):
            row = Achievement.write(space=Space.own(me), author=me, happened_on=me.today, text=f"{count} {number}")
            upload(me, row, ("a.txt", TXT), ("b.pdf", PDF))
        with django_assert_max_num_queries(10):
            client.get("/achievements/")
        with django_assert_max_num_queries(10):
            client.get(f"/achievements/{row.pk}/")
        with django_assert_max_num_queries(10):
            client.get(f"/files/{kept(row)[0].pk}/")
