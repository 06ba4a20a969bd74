"""A vague sentence earns a hint, is rewritten, and the hint goes; a goal's letters light one by one."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def _talk_of(visitor) -> str:
    visitor.go("/talks/")
    links = visitor.page.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return next(link for link in links if re.fullmatch(r"/talks/[0-9a-f-]{36}/", link or ""))


def test_a_vague_sentence_earns_a_hint_and_a_rewritten_one_does_not(served_talk, visitor):
    marta = visitor(served_talk.address).sign_in("marta@fernwave.example")
    page = marta.page
    talk = _talk_of(marta)
    marta.go(f"{talk}feedback/")
    give = page.locator("#give")
    if not give.evaluate("one => one.open"):
        give.locator("summary").first.click()
    marta.write("Situation", "On Tuesday in the refund review")
    marta.write("Behaviour", "You are always so negative.")
    hints = page.locator("[data-hints=behaviour] .hint")
    expect(hints).to_have_count(2)
    expect(hints.first).to_contain_text("What did you see or hear them do?")
    assert page.locator(".hinted__under mark").first.inner_text()
    hints.first.locator("summary").click()
    expect(hints.first.locator(".hint__pattern")).to_be_visible()
    marta.picture("40-hints")
    page.get_by_role("button", name="Put this hint away").first.click()
    expect(hints).to_have_count(1)
    marta.write("Behaviour", "You read the three refund cases aloud and asked Jonas for his numbers.")
    expect(hints).to_have_count(0)

    marta.write("Behaviour", "You are so negative.")
    page.get_by_role("button", name="Turn hints off").click()
    expect(page.locator(".hint")).to_have_count(0)
    marta.go(f"{talk}goals/")
    page.locator("#new > summary").click()
    page.get_by_text("Hints are off.").wait_for()
    page.get_by_role("button", name="Turn hints on").click()
    page.get_by_text("Hints are for you alone.").wait_for()


def test_the_letters_of_a_goal_light_one_by_one_and_its_day_is_confirmed(served_talk, visitor):
    priya = visitor(served_talk.address, width=390).sign_in("priya@fernwave.example")
    page = priya.page
    priya.go(f"{_talk_of(priya)}goals/")
    folded = page.locator("#new")
    if not folded.evaluate("one => one.open"):
        folded.locator("summary").first.click()
    lit = page.locator("#new .smart__letter[data-lit=yes]")
    expect(lit).to_have_count(0)
    priya.write("I will …", "Learn to run the refund review by the end of March 2030")
    expect(lit).to_have_count(1)
    for count, (label, text) in enumerate(
        [("How will you both notice?", "Ana signs three of them"), ("What does it need?", "two hours a week")],
        start=2,
    ):
        priya.write(label, text)
        expect(lit).to_have_count(count)
    priya.write("Why for me?", "It is where I want to be")
    expect(page.locator("#new .smart__letter").nth(3)).to_contain_text("for work?")
    priya.write("Why for the organisation?", "The review has one lead now")
    expect(lit).to_have_count(4)
    assert page.get_by_label("Until").input_value() == ""
    priya.picture("41-letters-phone")
    page.get_by_role("button", name="Yes, take this day").click()
    assert page.get_by_label("Until").input_value() == "2030-03-31"
    expect(lit).to_have_count(5)


def test_without_scripts_the_same_hints_come_with_the_page(served_talk, visitor, chromium):
    marta = visitor(served_talk.address).sign_in("marta@fernwave.example")
    talk = _talk_of(marta)
    plain = chromium.new_context(
        base_url=served_talk.address, java_script_enabled=False, storage_state=marta.context.storage_state()
    )
    page = plain.new_page()
    page.goto(f"{talk}goals/")
    if not page.locator("textarea[name=statement]").is_visible():
        page.locator("#new > summary").click()
    page.fill("textarea[name=statement]", "Be more strategic by the end of March 2030")
    page.get_by_role("button", name="Look over my words").click()
    assert "What would somebody see that is different afterwards?" in page.inner_text("main")
    page.get_by_role("button", name="Yes, take this day").click()
    assert page.input_value("input[name=deadline]") == "2030-03-31"
    assert page.input_value("textarea[name=statement]").startswith("Be more strategic")
    plain.close()
