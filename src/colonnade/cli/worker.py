"""What goes on beside the pages: the outbox is delivered, and what has run out is cleared."""

from __future__ import annotations

import logging
import signal
import threading

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from colonnade.accounts.models import OneTimeLink, Session
from colonnade.activity import outbox
from colonnade.kernel import clock

log = logging.getLogger("colonnade.worker")
SECONDS_BETWEEN = 5
ROUNDS_BETWEEN_CLEANING = 720


def work() -> int:
    """Work until told to stop."""
    stopped = threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: stopped.set())
    rounds = 0
    while not stopped.wait(SECONDS_BETWEEN):
        try:
            if settings.COLONNADE_DELIVERS_MAIL:
                outbox.deliver()
            if rounds % ROUNDS_BETWEEN_CLEANING == 0:
                clear_what_ran_out()
        except DatabaseError:
            log.exception("the worker tries again")
            close_old_connections()
        rounds += 1
    return 0


def clear_what_ran_out() -> None:
    """Sessions and one-time links whose time is over."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()
    OneTimeLink.objects.filter(ends_at__lt=clock.now()).delete()
