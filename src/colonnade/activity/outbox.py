"""Mail leaves through rows: written in the transaction of the act, delivered by the worker, once each."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from colonnade.kernel import clock

from .models import Letter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

log = logging.getLogger("colonnade.outbox")
MOST_ATTEMPTS = 12


def post(*, key: str, recipient: UUID, address: str, subject: str, body: str) -> None:
    """Put a letter into the outbox; the same key a second time changes nothing. No address, no letter."""
    if not address:
        return
    Letter.objects.bulk_create(
        [Letter(key=key, recipient=recipient, address=address, subject=subject, body=body)],
        ignore_conflicts=True,
    )


def deliver(limit: int = 50) -> int:
    """Send what waits, oldest first; returns how many went out. A failed letter stays and is tried again."""
    sent = 0
    waiting = Letter.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS).order_by("written_at")
    for letter_id in list(waiting.values_list("pk", flat=True)[:limit]):
        sent += _deliver_one(letter_id)
    return sent


def _deliver_one(letter_id: UUID) -> int:
    with transaction.atomic():
        letter = Letter.objects.select_for_update().filter(pk=letter_id, sent_at=None).first()
        if letter is None:
            return 0
        message = EmailMessage(
            letter.subject,
            letter.body,
            settings.DEFAULT_FROM_EMAIL,
            [letter.address],
            headers={"Message-ID": f"<{letter.pk}@colonnade>"},
        )
        letter.attempts += 1
        try:
            get_connection(settings.COLONNADE_DELIVERY_BACKEND).send_messages([message])
        except (SMTPException, OSError) as error:
            log.warning("letter not sent", extra={"letter": str(letter.pk), "error": type(error).__name__})
        else:
            letter.sent_at = clock.now()
        letter.save(update_fields=["sent_at", "attempts"])
        return int(letter.sent_at is not None)


class OutboxBackend(BaseEmailBackend):
    """Django's own mails (password reset) take the same way as ours."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        letters = [
            Letter(
                key=f"mail:{clock.now().timestamp()}:{address}",
                address=address,
                subject=m.subject,
                body=m.body,
            )
            for m in email_messages
            for address in m.to
        ]
        Letter.objects.bulk_create(letters)
        return len(letters)
