"""Rate blind on both sides, walk the map by keyboard, compare three futures, take a seed into a talk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ROLE = "engineer_senior"


def _talk_of(visitor) -> str:
    visitor.go("/talks/")
    links = visitor.page.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return next(link for link in links if re.fullmatch(r"/talks/[0-9a-f-]{36}/", link or ""))


def _rate(who, talk: str, level: str, example: str) -> None:
    who.go(f"{talk}evidence/ratings/?role={ROLE}")
    for group in who.page.locator("form fieldset").all():
        group.get_by_label(level, exact=True).check()
    who.page.locator("textarea").first.fill(example)
    who.press("Submit and seal")


def test_ratings_map_and_futures(served_talk, visitor):
    priya = visitor(served_talk.address).sign_in("priya@fernwave.example")
    marta = visitor(served_talk.address, width=390).sign_in("marta@fernwave.example")
    talk = _talk_of(priya)

    _rate(priya, talk, "Practising", "The refund rewrite, four releases")
    marta.go(f"{talk}evidence/ratings/?role={ROLE}")
    assert "four releases" not in marta.page.content()
    _rate(marta, talk, "Independent", "Two colleagues learned log reading")
    assert marta.reads("four releases")
    priya.go(f"{talk}evidence/ratings/?role={ROLE}").picture("50-ratings-open")
    assert priya.reads("Two colleagues learned log reading")

    priya.go(f"{talk}opportunities/?role={ROLE}")
    priya.page.get_by_text("Say how you see it").click()
    priya.page.get_by_label("System design").select_option("shown once")
    priya.press("Keep my view")
    marta.go(f"{talk}opportunities/?role={ROLE}")
    assert marta.reads("shown once")
    marta.page.get_by_text("State a chance").click()
    marta.write("What is it about?", "A senior post in payments")
    marta.write("Who decides?", "Greta, in May")
    marta.press("State it")
    marta.picture("51-chances-phone")

    _walk_the_map(priya)
    _compare(priya)
    priya.go(f"/career/?role={ROLE}").picture("54-career")
    priya.press("Make it a goal", role="link")
    assert priya.page.locator("textarea[name=statement]").input_value()


def _walk_the_map(priya) -> None:
    page = priya.page
    priya.go("/career/map/?from=engineer_established").picture("52-map")
    priya.press("is my present role")
    priya.go("/career/map/")
    places = page.locator(".map__wide a")
    assert 6 <= places.count() <= 24
    places.first.focus()
    page.keyboard.press("Tab")
    second = places.nth(1).get_attribute("href")
    assert page.evaluate("document.activeElement.getAttribute('href')") == second
    page.keyboard.press("Enter")
    expect(page.locator(f"tr{second}")).to_be_in_viewport()
    for title in ("Senior software engineer", "Reliability engineer", "Product owner"):
        row = page.locator("tr", has=page.get_by_role("link", name=title, exact=True)).first
        row.get_by_role("button", name="Keep in mind").click()
        page.wait_for_load_state()
    assert page.locator(".map__wide .place--marked").count() == 3


def _compare(priya) -> None:
    priya.go("/career/futures/").picture("53-futures")
    assert priya.page.locator("article.future").count() == 3
    assert priya.reads("What they share")
    priya.page.set_viewport_size({"width": 390, "height": 844})
    priya.go("/career/map/").picture("55-map-phone")
    assert priya.page.locator(".map__tall").is_visible()
    priya.page.set_viewport_size({"width": 1280, "height": 900})


def test_three_stories_before_the_first_rating(served_talk, visitor):
    """Greta has rated nobody yet: the page for stories works without a talk, and says the levels at the end."""
    greta = visitor(served_talk.address).sign_in("greta@fernwave.example")
    greta.go("/career/practice/").picture("56-stories")
    for group in greta.page.locator("form fieldset").all():
        group.locator("input").nth(3).check()
    greta.press("Show me the levels and why").picture("57-stories-told")
    assert greta.reads("It shows Guiding.")
