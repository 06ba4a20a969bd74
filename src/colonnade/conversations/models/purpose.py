from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from colonnade.kernel import clock
from colonnade.people.models import Person
from colonnade.spaces.models import SealedText, Words


class Purpose(Words):
    """One line both can repeat, and what today decides and does not. A changed line needs both to say yes again."""

    seal_label = "conversations.purpose"

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="purposes")
    line = SealedText(limit=240)
    decides = SealedText(limit=400)
    does_not_decide = SealedText(limit=400)
    reason = SealedText(limit=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation"], name="one_purpose_a_talk")]

    def confirm(self, person: Person) -> None:
        Confirmation.objects.get_or_create(purpose=self, person=person, version=self.version)

    def confirmed_by(self) -> set[uuid.UUID]:
        return {yes.person_id for yes in self.confirmations.all() if yes.version == self.version}


class Setting(Words):
    """Place, companion and the employee's wish; the ground rules both say yes to."""

    seal_label = "conversations.setting"

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="settings")
    place = SealedText(limit=240)
    companion = SealedText(limit=240)
    wish = SealedText(limit=400)
    no_wish = models.BooleanField(default=False)
    paid_time = models.BooleanField(_("within paid time"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation"], name="one_setting_a_talk")]

    def confirm(self, person: Person) -> None:
        Confirmation.objects.get_or_create(setting=self, person=person, version=self.version)

    def confirmed_by(self) -> set[uuid.UUID]:
        return {yes.person_id for yes in self.confirmations.all() if yes.version == self.version}


class Confirmation(models.Model):
    """A person's yes to one version of the purpose or of the setting."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.ForeignKey(Purpose, models.CASCADE, null=True, related_name="confirmations")
    setting = models.ForeignKey(Setting, models.CASCADE, null=True, related_name="confirmations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "person", "version"], name="one_yes_to_a_purpose"),
            models.UniqueConstraint(fields=["setting", "person", "version"], name="one_yes_to_a_setting"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} version {self.version}"
