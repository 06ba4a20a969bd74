import re

import pytest
from markupsafe import Markup

from colonnade.ui import signs
from colonnade.ui.signs import PILLARS, Pillar, big_sign, colonnade, icon, read_states, scale, spark, turn

HOSTILE = """"><script>alert('x')</script>"""


def ten(states: str = "S S S B- S M+ B* O N N") -> list[Pillar]:
    pairs = zip(PILLARS, read_states(states), strict=True)
    return [Pillar(name, f"/talk/{name}/", state, turn, f"words of {name}") for name, (state, turn) in pairs]


def test_every_pillar_is_a_link_with_its_name_and_its_state_in_words():
    nav = str(colonnade(ten()))
    assert re.findall(r'<span class="pillar__name">([^<]*)</span>', nav) == [str(name) for name in PILLARS]
    assert re.findall(r'<span class="pillar__state">([^<]*)</span>', nav) == [f"words of {n}" for n in PILLARS]
    assert nav.count("<a class=") == nav.count("href=") == 10
    assert re.findall(r'data-state="(\w+)"', nav) == (
        ["stands", "stands", "stands", "both", "stands", "me", "both", "other", "none", "none"]
    )
    assert re.findall(r'data-turn="(\w+)"', nav) == ["other", "me", "both"]


def test_the_current_pillar_is_marked_once_and_named_in_the_caption():
    nav = str(colonnade(ten(), current=PILLARS[5], caption="Your turn at Feedback."))
    assert nav.count('aria-current="page"') == 1
    assert '<span class="colonnade__here">Feedback</span>' in nav
    assert "<span>Your turn at Feedback.</span>" in nav


def test_no_pillar_is_current_when_none_is_named():
    assert "aria-current" not in colonnade(ten())


def test_a_pillar_without_address_is_no_link():
    assert "href" not in colonnade([Pillar("Prepare")])


def test_the_small_row_carries_its_words():
    row = str(spark(ten("S S B+ B N M N N N N"), "Two stand", "wide"))
    assert 'role="img" aria-label="Two stand"' in row
    assert 'class="colonnade-spark wide"' in row


@pytest.mark.parametrize(
    "drawn",
    [
        lambda: colonnade([Pillar(HOSTILE, HOSTILE, "me", "me", HOSTILE)], current=HOSTILE, caption=HOSTILE),
        lambda: spark(ten(), HOSTILE, HOSTILE),
        lambda: turn("other", HOSTILE),
        lambda: big_sign("S N", HOSTILE),
        lambda: icon("check", HOSTILE),
    ],
)
def test_what_people_wrote_never_becomes_markup(drawn):
    assert "<script" not in drawn()
    assert "alert('x')" not in drawn()


def test_markup_from_a_translation_stays_markup():
    assert "<b>Oskar</b>" in turn("other", Markup("<b>Oskar</b>’s turn"))


@pytest.mark.parametrize(("kind", "shapes"), [("me", 1), ("other", 1), ("both", 2), ("none", 0)])
def test_a_lamp_differs_by_shape(kind, shapes):
    assert signs.lamp(kind).count("<circle") == shapes


def test_a_scale_draws_the_way_from_the_higher_rating_to_the_need():
    assert 'data-from="2" data-steps="1"' in scale(1, 2, 3)


@pytest.mark.parametrize("ratings", [(4, 4, 3), (3, None, 3), (None, None, 3), (2, 1, None)])
def test_a_scale_without_a_gap_draws_none(ratings):
    assert "scale__gap" not in scale(*ratings)


def test_a_rating_that_is_missing_is_not_drawn():
    assert "scale__me" not in scale(None, 0, 2)
    assert 'scale__other" data-level="0"' in scale(None, 0, 2)


def test_neighbours_that_stand_share_one_beam():
    assert big_sign("S S S N S N N N N N", "sign").count("p-beam") == 2


def test_states_are_read_from_letters_and_from_pairs():
    assert read_states("S B+ N") == read_states([("stands", None), "B+", ("none", None)])


def test_every_icon_can_be_drawn_and_is_hidden_from_assistive_technology():
    names = [path.stem for path in signs.ICONS.glob("*.svg")]
    assert len(names) > 90
    assert all('aria-hidden="true"' in icon(name) and "<style" not in icon(name) for name in names)


def test_an_icon_that_points_along_the_line_turns_with_it():
    assert "icon--flips" in icon("arrow-right")
    assert "icon--flips" not in icon("check")


def test_no_sign_needs_an_inline_style():
    drawn = [colonnade(ten()), spark(ten(), "x"), scale(1, 2, 3), big_sign("S N", "x"), signs.letter()]
    assert not any("style=" in str(sign) for sign in drawn)
