"""What is open: found, offered, changed, closed, and ended on its day by itself."""

from __future__ import annotations

import pytest

from colonnade.activity.models import Event, Letter
from colonnade.careers import access
from colonnade.careers.flows import opportunities as flows
from colonnade.careers.models import Opportunity
from colonnade.careers.opportunity_list import PER_PAGE, Wanted, find, page_of
from colonnade.kernel import clock
from colonnade.people.models import Person
from tests.cast import signed_in

from .offers import address, asked, offered, rated, typed


@pytest.fixture
def me(cast):
    return signed_in(cast.employee)


def titles(rows) -> list[str]:
    return sorted(row.title for row in rows)


# ---- finding


def test_the_empty_list_invites_to_offer(me):
    shown = me.get("/opportunities/").content.decode()

    assert "Nothing is offered yet" in shown
    assert 'href="/opportunities/new/"' in shown


def test_each_stands_with_what_one_needs_to_choose(cast, me):
    day = cast.employee.today + clock.days(9)
    offered(cast.mentor, effort="An hour a week", ends_on=day, skills=["system_design", "gone_since"])

    shown = me.get("/opportunities/").content.decode()

    for said in (
        "Lead three reviews",
        "Stand-in",
        "Builds System design<",
        "An hour a week",
        "Tove Hartmann",
        "until",
    ):
        assert said in shown
    assert "gone_since" not in shown


def test_it_is_found_by_word_kind_and_skill(cast):
    offered(cast.mentor, "Lead three reviews", text="Of the refunds service.")
    offered(cast.manager, "Budget mornings", kind="shadowing", skills=["budget"])
    offered(cast.colleague, "100% café", kind="project", skills=["budget", "direction"])

    def found(**wanted):
        return titles(find(access.open_opportunities(cast.employee), Wanted(**wanted)))

    assert found(words="refunds LEAD") == ["Lead three reviews"]
    assert found(words="marta") == ["Budget mornings"]
    assert found(words="system design") == ["Lead three reviews"]
    assert found(words="100%") == ["100% café"]
    assert found(words="%") == ["100% café"] and found(words="_") == []
    assert found(skill="budget") == ["100% café", "Budget mornings"]
    assert found(skill="budget", kind="shadowing") == ["Budget mornings"]
    assert found(words="refunds", skill="budget") == []


@pytest.mark.parametrize(
    "query",
    [
        {"q": "a\x00b"},
        {"q": "\x1b[31m"},
        {"q": "x" * 5000},
        {"q": "' OR 1=1 --"},
        {"skill": "no_such_skill"},
        {"kind": "no_such_kind"},
        {"after": "nonsense"},
        {"after": "5e000000-0000-4000-8000-000000000009"},
    ],
)
def test_a_strange_address_is_an_ordinary_page(cast, me, query):
    offered(cast.mentor)

    assert me.get("/opportunities/", query).status_code == 200


def test_nothing_found_says_so(cast, me):
    offered(cast.mentor)

    assert "Nothing found" in me.get("/opportunities/", {"q": "canary"}).content.decode()


def test_pages_hold_everything_once_kind_by_kind_the_newest_first(cast):
    for number in range(PER_PAGE + 5):
        offered(cast.mentor, f"Number {number:02}", kind=("opening", "training")[number % 2])
    rows = access.open_opportunities(cast.employee)

    first = page_of(rows)
    second = page_of(rows, after=first.last)

    named = [row.title for row in [*first.rows, *second.rows]]
    odd, even = [[f"Number {n:02}" for n in range(PER_PAGE + 5) if n % 2 == one][::-1] for one in (1, 0)]
    assert named == odd + even
    assert second.last is None


def test_the_next_page_keeps_what_was_looked_for(cast, me):
    for number in range(PER_PAGE + 1):
        offered(cast.mentor, f"Number {number:02}")

    shown = me.get("/opportunities/", {"q": "number", "skill": "system_design"}).content.decode()

    assert "q=number&amp;skill=system_design&amp;after=" in shown


def test_the_list_costs_the_same_for_one_and_for_three(cast, me, django_assert_num_queries):
    rated(cast.employee, cast.manager, {"system_design": 1})
    cast.employee.role_code = "engineer_senior"
    cast.employee.save()
    offered(cast.mentor)
    me.get("/opportunities/")
    with django_assert_num_queries(9):
        me.get("/opportunities/")
    for number in range(2):
        offered(cast.manager, f"More {number}")
    with django_assert_num_queries(9):
        me.get("/opportunities/")


def test_one_and_my_own_list_cost_at_most_ten(cast, me, django_assert_max_num_queries):
    row = offered(cast.mentor)
    for number in range(3):
        asked(row, cast.employee, f"{number}?")
        flows.keep_in_mind(offered(cast.stranger, f"Kept {number}"), "A note.", by=cast.employee)
    client = signed_in(cast.mentor)
    for who in (me, client):
        who.get(address(row))
        for place in (address(row), "/opportunities/kept/"):
            with django_assert_max_num_queries(10):
                assert who.get(place).status_code == 200
    with django_assert_max_num_queries(10):
        client.get(address(row, "change/"))


# ---- offering


def test_anybody_offers_and_everybody_reads(cast):
    response = signed_in(cast.stranger).post(
        "/opportunities/new/", typed(skill_2="using_facts", skill_3="using_facts")
    )

    row = Opportunity.objects.get()
    assert response["Location"] == address(row)
    assert (row.title, row.skills, row.contact) == (
        "Measure the gate",
        ["flow_improvement", "using_facts"],
        cast.stranger,
    )
    assert Event.objects.get(verb="opportunity.offered").thing_id == row.pk
    assert not Letter.objects.exists()
    for person in cast.everybody().values():
        assert signed_in(person).get(address(row)).status_code == 200


def test_the_form_says_who_reads_it(me):
    shown = me.get("/opportunities/new/").content.decode()

    assert "Everybody in the organisation reads this text." in shown


def test_the_same_offer_twice_is_one(me):
    for _ in range(2):
        me.post("/opportunities/new/", typed())

    assert Opportunity.objects.count() == 1


def test_somebody_else_may_be_named_and_is_told(cast, me):
    me.post("/opportunities/new/", typed(who="tove hartmann"))

    assert Opportunity.objects.get().contact == cast.mentor
    letter = Letter.objects.get()
    assert (letter.recipient, letter.subject) == (cast.mentor.pk, "You are named as a contact")


def test_where_a_name_fits_several_one_chooses(cast, me):
    twin = Person.objects.create_person("Tove Hartmann", "tove2@fernwave.example")

    refused = me.post("/opportunities/new/", typed(who="Tove"))
    assert refused.status_code == 422
    assert str(cast.mentor.pk) in refused.content.decode() and str(twin.pk) in refused.content.decode()

    me.post("/opportunities/new/", typed(who="Tove", chosen=str(twin.pk)))
    assert Opportunity.objects.get().contact == twin


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": ""}, "This field is required"),
        ({"title": "x" * 161}, "at most 160"),
        ({"title": "a\x00b"}, "Null characters"),
        ({"title": "a\x1b[31mb"}, "hidden character"),
        ({"title": "invoice \u202efdp"}, "hidden character"),
        ({"text": "x" * 2001}, "at most 2000"),
        ({"text": "\x08"}, "hidden character"),
        ({"effort": "x" * 121}, "at most 120"),
        ({"kind": "holiday"}, "valid choice"),
        ({"skill_1": ""}, "Name at least one skill"),
        ({"skill_1": "no_such_skill"}, "no such skill"),
        ({"skill_2": "no_such_skill"}, "no such skill"),
        ({"role_code": "no_such_role"}, "valid choice"),
        ({"ends_on": "2020-01-01"}, "This day has passed"),
        ({"ends_on": "someday"}, "valid date"),
        ({"who": "Nobody Here"}, "Nobody here has this name"),
        ({"chosen": "nonsense"}, ""),
    ],
)
def test_bad_input_comes_back_with_what_was_typed(me, wrong, says):
    response = me.post("/opportunities/new/", typed(**{"effort": "canary-typed", **wrong}))

    assert response.status_code == 422
    assert says in response.content.decode()
    assert "effort" in wrong or "canary-typed" in response.content.decode()
    assert not Opportunity.objects.exists()


def test_markup_is_text(cast, me):
    me.post("/opportunities/new/", typed(title="<script>alert(1)</script>", text="{{ 7*7 }}<img src=x>"))

    for place in ("/opportunities/", address(Opportunity.objects.get())):
        shown = me.get(place).content.decode()
        assert "<script>alert" not in shown and "<img src=x>" not in shown and ">49<" not in shown


def test_a_line_stays_a_line(me):
    me.post("/opportunities/new/", typed(title="  Measure \t the\ngate "))

    assert Opportunity.objects.get().title == "Measure the gate"


# ---- changing and closing


def change(client, row, **values):
    return client.post(address(row, "change/"), typed(title=row.title, seen=row.stamp, **values))


def test_the_contact_and_a_partner_of_the_unit_change_it_and_nobody_else(cast):
    row = offered(cast.employee)

    for name, person in cast.everybody().items():
        status = signed_in(person).get(address(row, "change/")).status_code
        assert status == (200 if name in ("employee", "partner") else 403), name
    assert change(signed_in(cast.partner), row, effort="Two days").status_code == 302
    row.refresh_from_db()
    assert (row.effort, row.contact) == ("Two days", cast.employee)


def test_the_contact_may_hand_it_on(cast, me):
    row = offered(cast.employee)

    assert change(me, row, who="Jonas Aldermann").status_code == 302

    row.refresh_from_db()
    assert row.contact == cast.colleague
    assert Letter.objects.get().recipient == cast.colleague.pk
    assert me.get(address(row, "change/")).status_code == 403


def test_what_somebody_else_changed_meanwhile_is_not_lost(cast, me):
    row = offered(cast.employee)
    old = row.stamp
    change(signed_in(cast.partner), row, effort="Theirs")

    late = me.post(address(row, "change/"), typed(seen=old, effort="canary-mine"))

    row.refresh_from_db()
    assert (late.status_code, row.effort) == (409, "Theirs")
    assert "canary-mine" in late.content.decode() and row.stamp in late.content.decode()


def test_saving_twice_is_saving_once(cast, me):
    row = offered(cast.employee)

    for _ in range(2):
        assert change(me, row, effort="Two days").status_code == 302

    assert Event.objects.filter(verb="opportunity.changed").count() == 1


def test_a_past_day_that_stood_there_may_stay(cast, me):
    row = offered(cast.employee, ends_on=cast.employee.today - clock.days(3))

    assert change(me, row, ends_on=row.ends_on.isoformat(), effort="Other").status_code == 302


def test_a_closed_one_leaves_the_list_and_stays_with_who_kept_or_asked(cast, me):
    row = offered(cast.mentor)
    flows.keep_in_mind(row, "", by=cast.employee)
    asked(row, cast.colleague)
    contact = signed_in(cast.mentor)

    for _ in range(2):
        assert contact.post(address(row, "closing/")).status_code == 302

    assert Event.objects.filter(verb="opportunity.closed").count() == 1
    assert row.title not in me.get("/opportunities/").content.decode()
    assert row.title in me.get("/opportunities/kept/").content.decode()
    statuses = {name: signed_in(person).get(address(row)).status_code for name, person in cast.everybody().items()}
    assert {name for name, status in statuses.items() if status == 200} == {"employee", "colleague", "mentor"}
    assert set(statuses.values()) == {200, 404}
    shown = me.get(address(row)).content.decode()
    assert "closed on" in shown and 'name="reader"' not in shown

    contact.post(address(row, "reopening/"))
    assert row.title in me.get("/opportunities/").content.decode()


def test_letting_go_of_an_ended_one_leads_to_the_list(cast, me):
    row = offered(cast.mentor)
    flows.keep_in_mind(row, "", by=cast.employee)
    row.close(by=cast.mentor)

    assert me.post(address(row, "interest/removal/"))["Location"] == "/opportunities/kept/"
    assert me.get(address(row)).status_code == 404


def test_it_ends_on_its_day_by_itself(cast):
    row = offered(cast.mentor, ends_on=cast.employee.today + clock.days(2))
    flows.keep_in_mind(row, "", by=cast.employee)

    with clock.travel(by=clock.days(2)):
        assert list(access.open_opportunities(cast.employee)) == [row]
    with clock.travel(by=clock.days(3)):
        assert not access.open_opportunities(cast.employee).exists()
        assert access.opportunity_for(cast.employee, row.pk) == row
        shown = signed_in(cast.employee).get("/opportunities/kept/").content.decode()
        assert "has ended" in shown
        assert signed_in(cast.colleague).get(address(row)).status_code == 404
