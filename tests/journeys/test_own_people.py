"""From an empty database to an agreed summary: two people and a laptop, without mail."""

from __future__ import annotations

import re

import pytest

from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def test_two_people_begin_with_nothing_and_agree_a_summary(served_empty, visitor):
    link = re.search(r"http://\S+/start/\S+", served_empty.log.read_text()).group(0)
    ada = visitor(served_empty.address)
    _begin(ada, link)
    ben = visitor(served_empty.address, width=390)
    _invite_in(ada, ben)
    talk = _start_a_talk(ada)
    _talk_now(ada, ben, talk)
    _agree(ada, ben, talk)


def _begin(ada, link: str) -> None:
    ada.go(link).picture("30-begin")
    ada.write("What is your organisation called?", "Two and a kettle")
    ada.write("Your name", "Ada Nyman")
    ada.write("Your work address", "ada@kettle.example")
    ada.page.get_by_label("password", exact=False).first.fill(PASSWORD)
    ada.write("Name of the other person", "Ben Orsted")
    ada.page.locator("input[name=who_leads]").first.check()
    ada.press("Go on to the first talk")
    assert "/talks/new/" in ada.page.url
    assert ada.page.get_by_label("With whom").evaluate("s => s.selectedOptions[0].text").startswith("Ben Orsted")
    assert ada.context.request.get(link).status == 404


def _invite_in(ada, ben) -> None:
    """Ben has no address: a link that is copied lets him choose a password."""
    ada.go("/people/").picture("31-people")
    ada.press("Ben Orsted", role="link")
    ada.write("Work address", "ben@kettle.example")
    ada.press("Keep")
    ada.press("Make a link")
    ada.picture("32-invitation-link")
    found = re.search(r"http://\S+/invitation/[\w-]+/", ada.page.content()).group(0)
    ben.go(found).picture("33-invitation-phone")
    ben.page.locator("input[type=password]").first.fill(PASSWORD)
    ben.page.locator("form button[type=submit]").last.click()
    ben.page.wait_for_load_state()
    ben.go("/").picture("34-home-phone")


def _start_a_talk(ada) -> str:
    ada.go("/talks/new/")
    ada.page.locator("label.choice", has_text="Now, as soon as both are prepared").click()
    ada.page.get_by_label("First proposal").fill("")
    ada.press("Look at the invitation").press("Send the invitation to Ben")
    return re.search(r"/talks/([0-9a-f-]{36})/", ada.page.url).group(0)


def _talk_now(ada, ben, talk: str) -> None:
    """A talk for now, prepared together in the room."""
    ben.go(talk).press("Yes, let us talk")
    for who in (ada, ben):
        who.go(f"{talk}preparation/").press("Prepare together")
    ada.go(f"{talk}room/").press("Begin the talk")
    ada.go(f"{talk}purpose/").write("The purpose in one line", "One thing to try this month.")
    ada.press("Propose this line")
    ben.go(f"{talk}purpose/").press("Yes, that is our purpose")
    ben.go(f"{talk}room/").write("Add a note that both see", "Mornings are for the workshop")
    ben.press("Add the note").picture("35-room-phone")
    ben.press("End it and go to the summary")


def _agree(ada, ben, talk: str) -> None:
    ben.page.locator("label.choice", has_text="No feedback today").click()
    ben.page.locator("label.choice", has_text="No goal today").click()
    ben.write("Why no goal today", "We sleep on it")
    ben.press("Send the summary")
    ada.go(f"{talk}summary/").press("Agree")
    ada.picture("36-agreed")
    assert ada.reads("Mornings are for the workshop") and ada.reads("Agreed by 2 of 2")
