"""Run in a process of its own on a seeded database: signs people in and counts each page's queries and bytes."""

from __future__ import annotations

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colonnade.config.settings")


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    people = _people()
    settings.ALLOWED_HOSTS = ["*"]
    pages = []
    for name, who, path in _pages(people):
        client = people[who]["client"]
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        assert answer.status_code in (200, 204), (name, path, answer.status_code)
        pages.append(
            {
                "name": name,
                "path": path,
                "cookie": people[who]["cookie"],
                "queries": len(queries),
                "bytes": len(answer.content),
            }
        )
    json.dump(pages, sys.stdout)


def _people() -> dict[str, dict]:
    from django.conf import settings
    from django.test import Client

    from colonnade.conversations.models import Conversation
    from colonnade.people.models import Partnership, Person, Team

    talk = Conversation.objects.filter(state="following_up").select_related("employee__team", "counterpart").first()
    unit = talk.employee.team.above or talk.employee.team
    partner, made = Person.objects.get_or_create(email="partner@bench.example", defaults={"name": "Petra Bench"})
    if made:
        Partnership.objects.create(partner=partner, unit=Team.objects.get(pk=unit.pk))
    found = {}
    for who, person in (("employee", talk.employee), ("manager", talk.counterpart), ("partner", partner)):
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        found[who] = {"client": client, "cookie": client.cookies[settings.SESSION_COOKIE_NAME].value, "talk": talk}
    return found


def _pages(people: dict[str, dict]) -> list[tuple[str, str, str]]:
    talk = people["employee"]["talk"]
    at = f"/talks/{talk.pk}/"
    return [
        ("home", "employee", "/"),
        ("talks", "employee", "/talks/"),
        ("talk", "employee", at),
        ("side by side", "employee", f"{at}preparation/"),
        ("room", "employee", f"{at}room/"),
        ("goals", "employee", f"{at}goals/"),
        ("promises", "employee", f"{at}promises/"),
        ("follow-up", "employee", f"{at}followup/"),
        ("my team", "manager", "/team/"),
        ("status", "partner", "/status/"),
        ("idle poll", "employee", f"{at}room/live/?since={talk.room_version}"),
    ]


if __name__ == "__main__":
    main()
