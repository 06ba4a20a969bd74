"""What a people partner sees of their unit: neutral label, one of four states, dates. Never words."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from colonnade.conversations.lifecycle import State
from colonnade.conversations.models import Conversation
from colonnade.conversations.purposes import purposes
from colonnade.kernel import clock
from colonnade.kernel.errors import Unseen
from colonnade.people.access import units_of
from colonnade.people.models import Person, Relationship, Team

PER_PAGE = 50
# Four words, whatever the talk is really doing: pauses, moves and handovers stay between the two.
LABELS = {
    "planned": (State.INVITED, State.PREPARING, State.READY, State.MEETING, State.RESCHEDULING),
    "held": (State.SUMMARY_DRAFT, State.AGREED_PENDING),
    "agreed": (State.FOLLOWING_UP, State.REVIEW_DUE),
    "closed": (State.CLOSED,),
}
NEUTRAL = [purpose.id for purpose in purposes().values() if purpose.hr_label]


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Talks of the partner's units, newest first, without the partner's own and their managers'."""
    request.nav = "status"
    units = list(units_of(request.user))
    if not units:
        raise Unseen
    rows = talks_seen_by(request.user, units).order_by("-started_at", "-pk")
    before = clock.instant(request.GET.get("before", ""))
    if before is not None:
        rows = rows.filter(started_at__lt=before)
    found = list(rows[: PER_PAGE + 1])
    older = found[PER_PAGE - 1].started_at.isoformat() if len(found) > PER_PAGE else ""
    return render(
        request,
        "insights/status.html",
        {"rows": [as_status(talk) for talk in found[:PER_PAGE]], "older": older, "units": units},
    )


def talks_seen_by(partner: Person, units: list[Team]) -> QuerySet[Conversation]:
    """Process facts of talks about people of these units. Mentor sessions do not exist here."""
    ids = [unit.pk for unit in units]
    teams = Team.objects.filter(Q(pk__in=ids) | Q(above__in=ids) | Q(above__above__in=ids))
    own_line = Relationship.objects.current().managers_of(partner).values("other")
    known = [state for states in LABELS.values() for state in states]
    return (
        Conversation.objects.filter(employee__team__in=teams, purpose__in=NEUTRAL)
        .filter(Q(state__in=known) | Q(state=State.PAUSED, state_before__in=known))
        .exclude(Q(employee=partner) | Q(counterpart=partner) | Q(employee__in=own_line))
        .select_related("employee", "counterpart")
    )


def as_status(talk: Conversation) -> dict[str, object]:
    state = talk.state_before if talk.state == State.PAUSED else talk.state
    label = next(name for name, states in LABELS.items() if state in states)
    return {
        "employee": talk.employee,
        "counterpart": talk.counterpart,
        "label": talk.kind.hr_label,
        "state": {"planned": _("planned"), "held": _("held"), "agreed": _("agreed"), "closed": _("closed")}[label],
        "planned_for": talk.meets_at,
        "held_on": talk.met_at,
        "agreed_on": talk.agreed_at,
        "closed_on": talk.closed_at,
    }
