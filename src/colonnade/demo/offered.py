"""What the sample organisation offers: `data/opportunities.yaml`, with one question of each kind of state."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from colonnade.careers.flows import opportunities as flows
from colonnade.careers.models import Opportunity
from colonnade.kernel import clock
from colonnade.people.models import Person


@lru_cache(maxsize=1)
def offers() -> dict[str, list[dict[str, Any]]]:
    """Case id -> what its organisation offers."""
    text = (Path(__file__).parent / "data" / "opportunities.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def offer_all(case: str, people: dict[str, Person], now: datetime) -> None:
    for told in offers()[case]:
        with clock.travel(to=now - timedelta(days=told["offered_days_ago"])):
            opportunity = _offer(told, people, now)
        for asked in told.get("asked", []):
            _ask(opportunity, asked, people, now)
        for kept in told.get("kept", []):
            flows.keep_in_mind(opportunity, kept["note"], by=people[kept["by"]])


def _offer(told: dict[str, Any], people: dict[str, Person], now: datetime) -> Opportunity:
    contact = people[told["contact"]]
    days = told.get("open_for_days")
    return flows.offer(
        by=contact,
        contact=contact,
        kind=told["kind"],
        title=told["title"],
        text=told["text"],
        effort=told.get("effort", ""),
        skills=told["skills"],
        role_code=told.get("role", ""),
        ends_on=(now + timedelta(days=days)).date() if days else None,
    )


def _ask(opportunity: Opportunity, asked: dict[str, Any], people: dict[str, Person], now: datetime) -> None:
    with clock.travel(to=now - timedelta(days=asked["days_ago"])):
        question = flows.ask(opportunity, asked["text"], by=people[asked["by"]], reader=opportunity.contact_id)
    if "answer" in asked:
        with clock.travel(to=now - timedelta(days=asked["days_ago"] - 1)):
            flows.answer(question, asked["answer"], by=opportunity.contact)
