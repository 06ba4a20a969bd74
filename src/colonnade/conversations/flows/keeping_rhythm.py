"""How often the two of a talk want to talk."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person

from ..access import demand_part
from ..models import Conversation, Rhythm


@transaction.atomic
def keep(talk: Conversation, months: int, *, by: Person) -> None:
    """Either of the two sets it for both; 0 ends it."""
    demand_part(talk, by)
    pair = {"employee": talk.employee, "counterpart": talk.counterpart}
    if not months:
        Rhythm.objects.filter(**pair).delete()
        return
    if months not in Rhythm.Months.values:
        raise Refusal(_("Choose one of the rhythms, or none."))
    kept = {"months": months, "set_by": by, "set_at": clock.now()}
    rhythm, _is_new = Rhythm.objects.update_or_create(**pair, defaults=kept)
    record("rhythm.kept", rhythm, by=by, months=months)
