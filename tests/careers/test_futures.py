"""Futures side by side: shared needs first, roles outside the organisation by the names of their skills."""

import pytest
from django.urls import reverse

from colonnade.careers.framework import shipped
from colonnade.careers.futures import MOST, alone, futures_of, key_of, public_data, shared_needs
from colonnade.careers.models import Framework, FrameworkVersion
from colonnade.kernel import clock
from colonnade_paths import Framework as Engine
from colonnade_paths import Need, Role, Skill, pack
from tests.cast import signed_in

pytestmark = pytest.mark.django_db
LEVELS = {"coding": 4, "system_design": 2}


@pytest.fixture
def outside():
    engine = Engine("Jobs elsewhere", attribution="Invented data, free to use.", scale_top=7)
    engine.skills = {"a": Skill("a", "system design"), "b": Skill("b", "Steering a ship")}
    engine.roles = {
        "11-1.00": Role("11-1.00", "Harbour pilot", titles=["Ship pilot"], needs=[Need("a", 7), Need("b", 5)])
    }
    line = Framework.objects.create(name="Jobs elsewhere", use="public")
    return FrameworkVersion.objects.create(
        framework=line, state="published", number=1, published_at=clock.now(), document=pack(engine)
    )


def test_shared_needs_stand_first_and_missing_ones_before_met_ones():
    futures = futures_of(["engineer_senior", "reliability_engineer", "product_owner"], LEVELS)
    shared = shared_needs(futures)
    assert [row.is_missing for row in shared] == sorted((row.is_missing for row in shared), reverse=True)
    assert all(row.askers >= 2 for row in shared)
    for future in futures:
        names = {need.skill.name for need in alone(future, shared)} | {
            row.name for row, at in ((row, futures.index(future)) for row in shared) if row.needs[at]
        }
        assert names == {need.skill.name for need in future.needs}


def test_what_nobody_rated_is_unknown_and_not_low():
    (future,) = futures_of(["engineer_senior"], LEVELS)
    by_code = {need.skill.code: need for need in future.needs}
    assert by_code["coding"].steps == 0
    assert by_code["system_design"].steps == 2
    assert by_code["code_review"].steps is None


def test_four_at_most_each_once_and_what_is_gone_is_left_out():
    codes = list(shipped().roles)[:6]
    assert len(futures_of([*codes, codes[0]], {})) == MOST
    assert [future.key for future in futures_of([codes[0], codes[0], "wizard", "public:no:x"], {})] == [codes[0]]


def test_a_role_outside_counts_skills_of_the_same_name(outside):
    ((version, name),) = public_data()
    (future,) = futures_of([key_of("11-1.00", version)], LEVELS)
    assert (future.source, name) == ("Jobs elsewhere", "Jobs elsewhere")
    needs = {need.skill.name: (need.have, need.need) for need in future.needs}
    assert needs == {"system design": (2, 5), "Steering a ship": (None, 4)}


def test_the_page_finds_roles_outside_and_shows_where_the_data_is_from(outside, cast):
    client = signed_in(cast.employee)
    page = client.get(reverse("career-futures"), {"find": "ship pil"}).content.decode()
    assert "Harbour pilot" in page
    keys = ["engineer_senior", key_of("11-1.00", outside.pk)]
    page = client.get(reverse("career-futures"), {"role": keys}).content.decode()
    assert "Invented data, free to use." in page and "Harbour pilot" in page


def test_pages_keep_their_number_of_queries(outside, cast, django_assert_max_num_queries):
    client = signed_in(cast.employee)
    keys = ["engineer_senior", "reliability_engineer", "product_owner", key_of("11-1.00", outside.pk)]
    client.get(reverse("career-futures"))
    with django_assert_max_num_queries(10):
        client.get(reverse("career-futures"), {"role": keys, "find": "pilot"})
    with django_assert_max_num_queries(10):
        client.get(reverse("career-map"))


def test_a_role_outside_is_kept_in_mind_and_offered_again(outside, cast):
    client = signed_in(cast.employee)
    key = key_of("11-1.00", outside.pk)
    for _twice in range(2):
        assert client.post(reverse("career-mark"), {"role": key}).status_code == 302
    page = client.get(reverse("career-futures")).content.decode()
    assert page.count("Harbour pilot") >= 1 and key in page
    client.post(reverse("career-mark"), {"role": key, "off": "yes"})
    assert key not in client.get(reverse("career-futures")).content.decode()
