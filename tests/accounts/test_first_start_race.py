"""Two people open the first start at the same instant; one of them begins."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from colonnade.accounts.flows import begin
from colonnade.accounts.models import OneTimeLink
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person

from .test_first_start import TYPED


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_instant_one_begins():
    links = [OneTimeLink.find(OneTimeLink.Purpose.START, OneTimeLink.make(OneTimeLink.Purpose.START))]
    links.append(
        OneTimeLink.objects.create(purpose=OneTimeLink.Purpose.START, digest="b" * 64, ends_at=links[0].ends_at)
    )
    together, answers = threading.Barrier(2), []

    def start(number: int) -> None:
        together.wait()
        try:
            begin(link=links[number], **TYPED | {"email": f"first{number}@fernwave.example"})
            answers.append("begun")
        except Refusal:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=start, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["begun", "refused"]
    assert Person.objects.filter(is_administrator=True).count() == 1
