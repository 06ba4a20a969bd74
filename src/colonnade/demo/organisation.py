"""The sample organisation: eight units with a story each, their people, and two talks that wait at the start."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from colonnade.conversations.flows import starting
from colonnade.conversations.models import Conversation
from colonnade.evidence.models import Achievement
from colonnade.kernel import clock
from colonnade.people.models import Organisation, Partnership, Person, Relationship, Team
from colonnade.spaces.models import Space

from . import offered, seeding, stories

NAME = "Eight Arches Group"
PEOPLE = 200
ZONE = "Europe/Berlin"


@transaction.atomic
def load(now: datetime | None = None, people: int = PEOPLE) -> dict[str, Conversation]:
    """Fill an empty database; the same people and words each time, with dates around `now`. Case id -> talk."""
    now = now or clock.now()
    Organisation.objects.update_or_create(
        id=1,
        defaults={
            "name": NAME,
            "is_demo": True,
            "safety_label": "Danger, harassment, safety: the trust line of Eight Arches",
            "safety_url": "/what-is-kept/",
        },
    )
    Person.objects.create_person(
        "Ada Steinvik", "ada@eightarches.example", title="Administrator", is_administrator=True, time_zone=ZONE
    )
    talks: dict[str, Conversation] = {}
    told: dict[str, tuple[dict[str, Person], Team]] = {}
    for case in stories.cases():
        # Their private spaces are as old as their time here, so that what they kept through the year opens.
        with clock.travel(to=now - timedelta(days=500)):
            named, unit = _unit(case, now)
        told[case["id"]] = (named, unit)
        talks[case["id"]] = stories.tell(case, named, now)
        offered.offer_all(case["id"], named, now)
    _waiting(told, now)
    seeding.fill_units([unit for _, unit in told.values()], leaders=_leaders(told), total=people, now=now)
    return talks


def _leaders(told: dict[str, tuple[dict[str, Person], Team]]) -> dict[object, Person]:
    """Each unit's manager of the story, who also leads generated people."""
    found = {}
    for case in stories.cases():
        named, unit = told[case["id"]]
        leader = case.get("line_manager", case["counterpart"])
        found[unit.pk] = named[leader["id"]]
    return found


def _unit(case: dict, now: datetime) -> tuple[dict[str, Person], Team]:
    """A unit with the people of its case: who leads whom, who mentors whom, its people partner."""
    unit = Team.objects.create(name=case["organisation"])
    long_ago = (now - timedelta(days=500)).date()
    named: dict[str, Person] = {}
    for part in ("employee", "counterpart", "hr", "line_manager"):
        if part in case:
            named[case[part]["id"]] = _person(case[part], case, unit, part)
    employee, counterpart = named[case["employee"]["id"]], named[case["counterpart"]["id"]]
    kind = "mentor" if case["counterpart"]["relation"] == "mentor" else "manager"
    Relationship.objects.create(kind=kind, subject=employee, other=counterpart, starts_on=long_ago)
    if "line_manager" in case:
        manager = named[case["line_manager"]["id"]]
        Relationship.objects.create(kind="manager", subject=employee, other=manager, starts_on=long_ago)
    Partnership.objects.create(partner=named[case["hr"]["id"]], unit=unit, starts_on=long_ago)
    _achievements(employee, case, now)
    return named, unit


def _person(told: dict, case: dict, unit: Team, part: str) -> Person:
    name = told["name"]
    titles = {"hr": "People partner", "line_manager": "Head of office"}
    domain = case["organisation"].split()[0].lower()
    return Person.objects.create_person(
        name,
        f"{name.replace(' ', '.').lower()}@{domain}.example",
        title=told.get("title", titles.get(part, "")),
        role_code=told.get("role", ""),
        team=unit,
        time_zone=ZONE,
    )


def _achievements(employee: Person, case: dict, now: datetime) -> None:
    """What the employee kept through the year: the moments their own preparation tells of."""
    space = Space.own(employee)
    texts = [case["preparation"]["employee"]["core.e1"], *[item["says"] for item in case["evidence"][1:3]]]
    for number, text in enumerate(texts):
        Achievement.write(
            space=space,
            author=employee,
            happened_on=(now - timedelta(days=40 + 70 * number)).date(),
            text=text,
        )


def _waiting(told: dict[str, tuple[dict[str, Person], Team]], now: datetime) -> None:
    """Two more talks: one invitation that waits for its answer, one plan that nobody has sent yet."""
    nurse, _ = told["case_nurse"]
    teacher, _ = told["case_teacher"]
    soon = (now + timedelta(days=12)).replace(hour=9, minute=0, second=0, microsecond=0)
    with clock.travel(to=now - timedelta(days=1)):
        talk = starting.plan(
            by=nurse["p_duncan"],
            other=nurse["p_mirela"],
            purpose="stay",
            as_side="counterpart",
            reason="Before the round decides: what keeps you here, whatever comes of it?",
            place="The garden bench",
            times=[soon, soon + timedelta(days=1, hours=4)],
        )
        starting.send_invitation(talk, by=nurse["p_duncan"])
        starting.plan(
            by=teacher["p_ines"],
            other=teacher["p_hakim"],
            purpose="career_guidance",
            reason="The plan from before my leave still stands; I would like to look further.",
            times=[soon + timedelta(days=7)],
        )
