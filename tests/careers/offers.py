"""What the tests of opportunities offer and ask."""

from __future__ import annotations

from typing import Any

from colonnade.careers.flows import opportunities as flows
from colonnade.careers.models import Opportunity, RatingSheet, SkillRating
from colonnade.people.models import Person


def offered(contact: Person, title: str = "Lead three reviews", **values: Any) -> Opportunity:
    facts = {
        "kind": "stand_in",
        "text": "",
        "effort": "",
        "skills": ["system_design"],
        "role_code": "",
        "ends_on": None,
    }
    return flows.offer(by=contact, contact=contact, title=title, **{**facts, **values})


def asked(opportunity: Opportunity, by: Person, text: str = "canary-question"):
    return flows.ask(opportunity, text, by=by, reader=opportunity.contact_id)


def typed(**values: Any) -> dict[str, Any]:
    return {"kind": "project", "title": "Measure the gate", "skill_1": "flow_improvement", **values}


def rated(person: Person, other: Person, levels: dict[str, int], role: str = "engineer_senior") -> None:
    """What the person rated of themselves for a role, with somebody."""
    sheet = RatingSheet.of(person, person, other, role)
    for code, level in levels.items():
        SkillRating.write(space=sheet.space, author=person, sheet=sheet, skill_code=code, level=level, example="")


def address(opportunity: Opportunity, rest: str = "") -> str:
    return f"/opportunities/{opportunity.pk}/{rest}"
