"""One talk from invitation to look-back, in two browsers, as the two people would walk it."""

from __future__ import annotations

import re
import time

import pytest

pytestmark = pytest.mark.browser

SECONDS_FOR_A_NOTE = 4


def test_a_talk_from_invitation_to_look_back(served, visitor):
    priya = visitor(served.address).sign_in("priya@fernwave.example")
    marta = visitor(served.address, width=390).sign_in("marta@fernwave.example")

    talk = _invite(priya, marta)
    _prepare(priya, marta, talk)
    _handshake(priya, marta, talk)
    _evidence(priya, marta, talk)
    _meet(priya, marta, talk)
    _capture(priya, marta, talk)
    _sum_up(priya, marta, talk)
    _follow_up(priya, marta, talk)


def _invite(priya, marta) -> str:
    priya.picture("01-home-empty")
    priya.write("One line about what went well", "Refund calls fell from forty to nine a week")
    priya.press("Keep")
    priya.go("/talks/new/").picture("02-start")
    assert priya.page.get_by_label("With whom").input_value()
    priya.write("One sentence, why now", "Everyone asks whether I want to lead. I do not know.")
    priya.press("Look at the invitation")
    talk = re.search(r"/talks/([0-9a-f-]{36})/", priya.page.url).group(0)
    assert marta.page.goto(talk).status == 404
    priya.press("Send the invitation to Marta")
    marta.go("/").picture("03-home-invited")
    assert marta.reads("Priya Sandoval")
    marta.go(talk)
    assert marta.reads("Everyone asks whether I want to lead")
    marta.press("Yes, let us talk")
    return talk


def _prepare(priya, marta, talk: str) -> None:
    for who, word in ((priya, "lighthouse"), (marta, "harbour")):
        who.go(f"{talk}preparation/")
        for number, area in enumerate(who.page.locator("form textarea:visible").all()):
            area.fill(f"My {word} answer number {number}")
        who.page.get_by_text("kept at").wait_for()
        who.go(f"{talk}preparation/")
        assert f"My {word} answer number 0" in who.page.locator("textarea").first.input_value()
    priya.picture("04-prepare")
    priya.press("I am ready, seal it")
    marta.go(f"{talk}preparation/")
    assert "lighthouse" not in marta.page.content()
    assert "harbour" not in priya.page.content()
    marta.picture("05-prepare-phone").press("I am ready, seal it")
    assert marta.reads("My lighthouse answer number 0")
    priya.go(f"{talk}preparation/").picture("06-side-by-side")
    assert priya.reads("My harbour answer number 0")
    priya.page.locator("label.mark", has_text="Surprised me").first.click()
    priya.press("Keep my marks")
    marta.go(f"{talk}preparation/").picture("07-marked")
    assert marta.reads("Priya: Surprised me")


def _handshake(priya, marta, talk: str) -> None:
    priya.go(f"{talk}purpose/")
    priya.write("The purpose in one line", "Narrow three directions down to two and try each.")
    priya.press("Propose this line")
    marta.go(f"{talk}purpose/").picture("08-purpose")
    marta.press("Yes, that is our purpose")
    assert marta.reads("You said yes")
    priya.go(f"{talk}setting/")
    priya.write("Your wish", "Nothing about reliability to the team yet")
    priya.press("Keep this")
    priya.press("Yes, these are our rules")
    marta.go(f"{talk}setting/").picture("09-setting")
    assert marta.reads("Exactly these people can read the summary: Priya Sandoval and Marta Lindqvist")
    marta.press("Yes, these are our rules")


def _evidence(priya, marta, talk: str) -> None:
    priya.go(f"{talk}evidence/").press("Show a copy to Marta Lindqvist")
    marta.go(f"{talk}evidence/").picture("10-evidence")
    assert marta.reads("Refund calls fell from forty to nine a week")
    for who, level in ((priya, "2"), (marta, "3")):
        who.go(f"{talk}evidence/ratings/?role=engineer_senior")
        for choice in who.page.locator(f"input[name^=level-][value='{level}']").all():
            choice.check()
        assert not who.reads("You: Practising")
        who.press("Submit and seal")
    assert marta.reads("Priya: Practising")
    priya.go(f"{talk}evidence/ratings/?role=engineer_senior").picture("11-ratings")
    assert priya.reads("Marta: Independent")


def _meet(priya, marta, talk: str) -> None:
    priya.go(f"{talk}room/").press("Begin the talk")
    marta.go(f"{talk}room/").picture("12-room-phone")
    started = time.monotonic()
    priya.write("Add a note that both see", "Effect is the last thing I would give up")
    priya.press("Add the note")
    marta.page.get_by_text("Effect is the last thing I would give up").wait_for(timeout=SECONDS_FOR_A_NOTE * 1000)
    assert time.monotonic() - started < SECONDS_FOR_A_NOTE + 2
    priya.press("Next part")
    priya.write("The talk in your own three sentences", "Effect, depth, calm. I try two things.")
    priya.press("Keep the recap")
    priya.picture("13-room")
    marta.go(f"{talk}room/")
    assert marta.reads("Effect, depth, calm. I try two things.")


def _capture(priya, marta, talk: str) -> None:
    for giver in (priya, marta):
        giver.go(f"{talk}feedback/")
        giver.write("Situation", "Planning on 12 June")
        giver.write("Behaviour", "You asked the two quiet ones first")
        giver.write("Impact", "We found the flaw a week earlier")
        giver.press("Give it")
    priya.go(f"{talk}feedback/").picture("14-feedback")
    for receiver in (priya, marta):
        receiver.go(f"{talk}feedback/")
        receiver.page.locator("label.choice", has_text="I take it").first.click()
        receiver.press("Send my answer")
    for kind, title in (("deepen", "Shape payments"), ("up", "Senior engineer"), ("lateral", "Reliability")):
        priya.go(f"{talk}opportunities/")
        if not priya.page.get_by_label("A path", exact=True).is_visible():
            priya.page.locator("summary", has_text="Add a path").click()
        priya.page.get_by_label("A path", exact=True).fill(title)
        priya.page.get_by_label("Which way?").select_option(kind)
        priya.press("Lay it beside the others")
    priya.page.goto(f"{talk}opportunities/?role=engineer_senior")
    priya.picture("15-opportunities")
    priya.go(f"{talk}goals/")
    priya.write("I will", "Share a one-page note before day three, three times")
    priya.write("How will you both notice", "Three notes with dates")
    priya.write("Most likely obstacle", "I polish")
    priya.press("Set this goal")
    priya.go(f"{talk}goals/").picture("16-goals")
    for owner, text in (("Priya Sandoval", "Lead one review"), ("I do", "No meetings before eleven")):
        marta.go(f"{talk}promises/")
        marta.write("What will be done", text)
        marta.page.get_by_label(owner, exact=True).check()
        marta.page.get_by_label("By", exact=True).fill("2027-01-15")
        marta.press("Write it down")
    marta.picture("17-promises-phone")
    assert marta.reads("Lead one review") and marta.reads("No meetings before eleven")


def _sum_up(priya, marta, talk: str) -> None:
    marta.go(f"{talk}room/").press("End it and go to the summary")
    assert "Effect is the last thing I would give up" in marta.page.locator("textarea").first.input_value()
    marta.write(
        "What is open, and what is not", "Rotation free next quarter; senior round in November, a panel decides."
    )
    marta.press("Keep the draft")
    marta.picture("18-summary-draft").press("Send the summary")
    priya.go("/").picture("19-home-to-agree")
    priya.go(f"{talk}summary/")
    assert priya.reads("Rotation free next quarter")
    priya.write("Your view, if it differs", "Developing people: I would say Learning.")
    priya.press("Agree")
    priya.picture("20-summary")
    assert priya.reads("Developing people: I would say Learning.")


def _follow_up(priya, marta, talk: str) -> None:
    priya.go(f"{talk}followup/").picture("21-follow-up")
    priya.page.locator("label.choice", has_text="on track").first.click()
    priya.write("One line, if you like", "First note sent on day two")
    priya.press("Keep the check-in")
    marta.go(f"{talk}followup/")
    assert marta.reads("First note sent on day two")
    marta.press("Look back now")
    marta.page.locator("label.choice", has_text="it is finished").first.click()
    marta.press("Decide")
    marta.picture("22-look-back-phone").press("Finish the look-back")
    priya.go(f"{talk}followup/")
    priya.write("One line: what I learned", "A rough note travels further than a finished one.")
    priya.press("Close the talk")
    assert priya.reads("What we learned")
    priya.picture("23-closed").go("/who-read-me/").picture("24-who-read-me")
    assert priya.reads("Marta Lindqvist")
