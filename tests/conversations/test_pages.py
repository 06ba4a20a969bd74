"""Each page of a talk in each state opens for both and keeps its number of queries."""

from __future__ import annotations

import re

import pytest

from tests.cast import signed_in
from tests.stories import STATES, tell

ID = re.compile(r'\bid="([^"]+)"')
PAGES = [
    "",
    "preparation/",
    "purpose/",
    "setting/",
    "evidence/",
    "room/",
    "feedback/",
    "opportunities/",
    "goals/",
    "promises/",
    "summary/",
    "followup/",
]


@pytest.mark.parametrize("state", STATES[1:])
def test_every_page_opens_for_both_in_ten_queries(cast, state, django_assert_max_num_queries):
    story = tell(cast.employee, cast.manager, state)
    for person in (cast.employee, cast.manager):
        client = signed_in(person)
        client.get("/what-is-kept/")
        for page in PAGES:
            client.get(f"/talks/{story.talk.pk}/{page}")
            with django_assert_max_num_queries(10) as queries:
                response = client.get(f"/talks/{story.talk.pk}/{page}")
            assert response.status_code == 200, (page, person)
            assert len(queries) <= 10
            ids = ID.findall(response.content.decode())
            assert sorted(set(ids)) == sorted(ids), (page, "an id twice")
