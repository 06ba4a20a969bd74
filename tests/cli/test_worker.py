"""Beside the pages: letters leave, and what has run out is cleared."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.mail.backends import locmem

from colonnade.accounts.models import OneTimeLink, Session
from colonnade.activity import outbox
from colonnade.activity.models import Letter
from colonnade.cli.worker import one_round
from colonnade.kernel import clock
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _post(settings) -> None:
    settings.COLONNADE_DELIVERY_BACKEND = f"{locmem.__name__}.EmailBackend"


def _letter(cast) -> None:
    outbox.post(key="one", recipient=cast.employee.pk, address=cast.employee.email, subject="A talk", body="Come in.")


def test_letters_leave_once(cast, settings):
    settings.COLONNADE_DELIVERS_MAIL = True
    _letter(cast)

    one_round(cleans=False)
    one_round(cleans=False)

    assert [letter.subject for letter in mail.outbox] == ["A talk"]
    assert Letter.objects.get().sent_at is not None


def test_without_mail_letters_stay(cast, settings):
    settings.COLONNADE_DELIVERS_MAIL = False
    _letter(cast)

    one_round(cleans=True)

    assert mail.outbox == []
    assert Letter.objects.get().sent_at is None


def test_what_has_run_out_is_cleared_and_nothing_else(cast):
    signed_in(cast.employee)
    OneTimeLink.make(OneTimeLink.Purpose.INVITATION, cast.employee, days=14)
    OneTimeLink.make(OneTimeLink.Purpose.INVITATION, cast.colleague, days=1)

    with clock.travel(by=clock.days(2)):
        one_round(cleans=True)

    assert [link.person for link in OneTimeLink.objects.all()] == [cast.employee]
    assert Session.objects.count() == 1
    with clock.travel(by=clock.days(15)):
        one_round(cleans=True)
    assert (OneTimeLink.objects.count(), Session.objects.count()) == (0, 0)
