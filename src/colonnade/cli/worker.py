"""What goes on beside the pages: the outbox is delivered, and what has run out is cleared."""

from __future__ import annotations

import logging
import signal
import threading

from django.conf import settings
from django.db import close_old_connections

from colonnade.accounts.models import OneTimeLink, Session
from colonnade.activity import outbox
from colonnade.followups import pulsing
from colonnade.kernel import clock
from colonnade.listening import flows as listening

log = logging.getLogger("colonnade.worker")
SECONDS_BETWEEN = 5
ROUNDS_BETWEEN_CLEANING = 720


def work() -> int:
    """Work until told to stop; what fails is logged and tried again in the next round."""
    stopped = threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: stopped.set())
    rounds = 0
    while not stopped.is_set():
        try:
            one_round(cleans=rounds % ROUNDS_BETWEEN_CLEANING == 0)
        except Exception:  # one letter or one lost connection must not end the deliveries of all others
            log.exception("this round failed; the next one tries again")
            close_old_connections()
        rounds += 1
        stopped.wait(SECONDS_BETWEEN)
    return 0


def one_round(*, cleans: bool) -> None:
    if settings.COLONNADE_DELIVERS_MAIL:
        outbox.deliver()
    # Promised to the second on the page, so not left to the hourly cleaning.
    listening.clear_what_ran_out()
    if cleans:
        clear_what_ran_out()


def clear_what_ran_out() -> None:
    """Sessions, one-time links and pulses whose time is over."""
    pulsing.clear_what_ran_out()
    Session.objects.filter(expire_date__lt=clock.now()).delete()
    OneTimeLink.objects.filter(ends_at__lt=clock.now()).delete()
