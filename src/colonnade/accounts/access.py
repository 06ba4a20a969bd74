"""What a person may know about their own account: who invited them, and what others did with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from colonnade.activity.models import Event
from colonnade.people.models import Person

MOST_ACTS = 20
# Acts of others that touch how somebody gets in; shown to that person, by whom and when.
ACTS: dict[str, Any] = {
    "person.added": _("added you"),
    "person.invited": _("made a link with which you choose a password"),
    "person.readdressed": _("changed your work address"),
    "administrator.made": _("made you administrator"),
    "administrator.unmade": _("ended your being administrator"),
}


@dataclass(frozen=True)
class Act:
    at: datetime
    by: str
    what: str


def inviter_of(person: Person) -> Person | None:
    """Who made the latest invitation of this person."""
    actors = Event.objects.filter(thing_id=person.pk, verb="person.invited").order_by("-at")
    actor = actors.values_list("actor", flat=True).first()
    return Person.objects.filter(pk=actor).first() if actor else None


def acts_on_account_of(person: Person) -> list[Act]:
    """What others did with this person's account, newest first."""
    events = Event.objects.filter(thing_id=person.pk, verb__in=list(ACTS)).exclude(actor=person.pk).order_by("-at")
    rows = list(events.values_list("at", "actor", "verb")[:MOST_ACTS])
    names = dict(Person.objects.filter(pk__in={actor for _at, actor, _verb in rows}).values_list("pk", "name"))
    return [Act(at, names.get(actor, ""), str(ACTS[verb])) for at, actor, verb in rows]
