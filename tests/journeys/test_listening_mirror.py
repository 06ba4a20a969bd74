"""A transcript from import to deletion, in two browsers: what each sees, and what is gone afterwards."""

from __future__ import annotations

import re

import pytest

from tests.listening.files import text

pytestmark = pytest.mark.browser

NAMES = {"manager": "Speaker 1", "employee": "Speaker 2", "third": "Speaker 3"}


def test_two_people_look_into_the_mirror_and_break_it(served_talk, visitor):
    priya = visitor(served_talk.address).sign_in("priya@fernwave.example")
    marta = visitor(served_talk.address, width=390).sign_in("marta@fernwave.example")
    talk = _talk_of(priya)
    _import(priya, talk)
    _say_yes(marta, talk)
    _look(priya, marta, talk)
    _delete(priya, marta, talk)


def _talk_of(priya) -> str:
    priya.go("/talks/")
    links = priya.page.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return next(link for link in links if re.fullmatch(r"/talks/[0-9a-f-]{36}/", link or ""))


def _import(priya, talk: str) -> None:
    priya.go(f"{talk}room/").press("The listening mirror", role="link")
    priya.picture("50-mirror-empty")
    file = {"name": "talk.txt", "mimeType": "text/plain", "buffer": text(names=NAMES)}
    priya.page.get_by_label("The transcript").set_input_files(file)
    priya.press("Read the file").picture("51-mirror-who-is-who")
    priya.page.get_by_role("group", name="Which speaker are you?").get_by_label("Speaker 2").check()
    priya.page.get_by_role("group", name="Which speaker is Marta?").get_by_label("Speaker 1").check()
    priya.press("Say yes and ask Marta").picture("52-mirror-waits")
    assert "canary" not in priya.page.content()


def _say_yes(marta, talk: str) -> None:
    marta.go(f"{talk}listening/").picture("53-mirror-asks-phone")
    assert marta.reads("by Priya Sandoval") and marta.reads("Speaker 1")
    assert "canary" not in marta.page.content()
    marta.press("Yes, show each of us their own").picture("54-mirror-phone")


def _look(priya, marta, talk: str) -> None:
    priya.go(f"{talk}listening/").page.locator(".own-lines summary").click()
    marta.page.locator(".own-lines summary").click()
    for who, own, other in ((priya, "employee", "manager"), (marta, "manager", "employee")):
        assert who.reads(f"canary-{own}-one") and who.reads("… the other spoke")
        assert f"canary-{other}" not in who.page.content() and "canary-third" not in who.page.content()
    priya.page.emulate_media(color_scheme="dark")
    priya.picture("55-mirror-dark")


def _delete(priya, marta, talk: str) -> None:
    marta.page.locator(".withdraw summary").click()
    marta.press("Delete it for both")
    for who in (priya, marta):
        who.go(f"{talk}listening/")
        assert who.reads("Import a text transcript") and "canary" not in who.page.content()
