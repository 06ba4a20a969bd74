from __future__ import annotations

import pytest

from colonnade.conversations.flows import calling_off
from tests.cast import signed_in
from tests.stories import tell


def test_a_partner_sees_a_neutral_label_and_one_of_four_states(cast):
    story = tell(cast.employee, cast.manager, "following_up", purpose="stay")
    tell(cast.employee, cast.mentor, "ready", purpose="mentor_session")
    tell(cast.colleague, cast.manager, "planned")
    calling_off.pause(story.see(cast.employee), by=cast.employee)

    page = signed_in(cast.partner).get("/status/").content.decode()

    assert "Career conversation" in page and "agreed" in page
    assert "Stay interview" not in page and "paused" not in page.lower()
    assert "Tove Hartmann" not in page and "Jonas Aldermann" not in page
    assert "canary" not in page


def test_a_partner_sees_nothing_of_their_own_talks(cast):
    tell(cast.partner, cast.managers_manager, "ready")

    assert "Greta Ohlsson" not in signed_in(cast.partner).get("/status/").content.decode()


@pytest.mark.parametrize("before", ["", "yesterday", "2026-13-45T00:00:00+00:00", "2026-01-01", "9" * 400])
def test_a_wrong_page_mark_shows_the_first_page(cast, before):
    tell(cast.employee, cast.manager, "ready")

    for person, path in ((cast.partner, "/status/"), (cast.employee, "/talks/")):
        answer = signed_in(person).get(path, {"before": before})
        assert answer.status_code == 200 and "Marta Lindqvist" in answer.content.decode()
