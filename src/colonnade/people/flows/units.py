"""Teams, who looks after them, and the organisation itself."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal

from ..models import Organisation, Partnership, Person, Team


@transaction.atomic
def change_team(team: Team, *, name: str, above: Team | None, by: Person) -> Team:
    """Keep a new or changed team; refuses a team that would stand above itself."""
    list(Organisation.objects.select_for_update())
    at = above
    while at is not None:
        if at.pk == team.pk:
            raise Refusal(_("%(above)s already belongs to %(team)s.") % {"above": above.name, "team": team.name})
        at = at.above
    team.name, team.above = name, above
    team.save()
    record("team.kept", team, by=by)
    return team


@transaction.atomic
def begin_partnership(partner: Person, unit: Team, *, by: Person) -> Partnership:
    """From today on `partner` looks after this unit; asking twice changes nothing."""
    if not partner.is_active:
        raise Refusal(_("The account of %(name)s has ended.") % {"name": partner.name})
    list(Person.objects.select_for_update().filter(pk=partner.pk))
    standing = Partnership.objects.current().filter(partner=partner, unit=unit).first()
    if standing is not None:
        return standing
    partnership = Partnership.objects.create(partner=partner, unit=unit)
    record("partnership.begun", partnership, by=by)
    return partnership


@transaction.atomic
def end_partnership(partnership: Partnership, *, by: Person) -> None:
    if partnership.ends_on is not None and partnership.ends_on <= clock.today():
        return
    partnership.ends_on = max(clock.today(), partnership.starts_on)
    partnership.save(update_fields=["ends_on"])
    record("partnership.ended", partnership, by=by)


@transaction.atomic
def change_organisation(*, name: str, safety_label: str, safety_url: str, by: Person) -> None:
    facts = {"name": name, "safety_label": safety_label, "safety_url": safety_url}
    Organisation.objects.update_or_create(id=1, defaults=facts)
    # The trail keeps bare UUIDs; there is only one organisation, so the act itself says which.
    record("organisation.changed", by, by=by)
