"""The handshake: one line both say yes to, and the ground rules."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person

from .. import access
from ..lifecycle import OPEN
from ..models import Conversation


@transaction.atomic
def amend_purpose(talk: Conversation, *, by: Person, expected: int, **values: str) -> None:
    """Write or change the line; who changes it says yes to it, the other is asked again."""
    _while_open(talk, by)
    purpose = access.purpose_of(talk, by)
    if purpose is None:
        raise Refusal(_("This talk has no purpose sheet."))
    changed = {name: value for name, value in values.items() if getattr(purpose, name) != value}
    if changed:
        purpose.revise(expected=expected, **changed)
    if purpose.line:
        purpose.confirm(by)
    talk.touch_room()


@transaction.atomic
def confirm_purpose(talk: Conversation, *, by: Person, version: int) -> None:
    """Yes to the version that was shown."""
    _while_open(talk, by)
    purpose = access.purpose_of(talk, by)
    if purpose is None or not purpose.line:
        raise Refusal(_("Write the line first: what shall be clear after this talk?"))
    if purpose.version != version:
        raise Refusal(_("The line was changed while you were reading. Read it again, then say yes."))
    if talk.kind.needs_limits and not (purpose.decides and purpose.does_not_decide):
        raise Refusal(_("For this purpose, write down first what today decides and what it does not."))
    purpose.confirm(by)
    talk.touch_room()


@transaction.atomic
def amend_setting(talk: Conversation, *, by: Person, expected: int, **values: object) -> None:
    """Place, companion and wish; the wish and the companion are the employee's alone."""
    _while_open(talk, by)
    setting = access.setting_of(talk, by)
    if setting is None:
        raise Refusal(_("This talk has no setting sheet."))
    if by.pk != talk.employee_id:
        values = {name: value for name, value in values.items() if name not in ("wish", "no_wish", "companion")}
    changed = {name: value for name, value in values.items() if getattr(setting, name) != value}
    if changed:
        setting.revise(expected=expected, **changed)


@transaction.atomic
def confirm_setting(talk: Conversation, *, by: Person, version: int) -> None:
    _while_open(talk, by)
    setting = access.setting_of(talk, by)
    if setting is None or setting.version != version:
        raise Refusal(_("The setting was changed while you were reading. Read it again, then say yes."))
    setting.confirm(by)
    talk.touch_room()


def _while_open(talk: Conversation, by: Person) -> None:
    access.demand_part(talk, by)
    if talk.state_now() not in OPEN or talk.sent_at:
        raise Refusal(_("This can no longer be changed; the summary has been sent."))
