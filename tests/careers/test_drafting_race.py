"""Several who keep different roles at the same instant: every change is there, and each moved the draft on by one."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.urls import reverse

from colonnade.careers.flows import frameworks
from colonnade_paths import unpack
from tests.careers.frameworks import small
from tests.careers.test_drafting import open_role, send_role
from tests.careers.test_reading import in_force
from tests.cast import make_cast, signed_in

ROUNDS = 3


def change(client, code: str, fields: dict[str, str], start: threading.Barrier, answers: list[int]) -> None:
    try:
        start.wait(timeout=10)
        answers.append(send_role(client, code, fields).status_code)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_changes_at_one_instant_are_all_kept():
    cast = make_cast()
    in_force(small(), cast.partner)
    draft = frameworks.make_ours(by=cast.partner)
    codes = list(small().roles)
    clients = [signed_in(cast.partner) for _code in codes]
    for turn in range(ROUNDS):
        sent = [open_role(client, code) for client, code in zip(clients, codes, strict=True)]
        start, answers = threading.Barrier(len(codes)), []
        threads = [
            threading.Thread(target=change, args=(client, code, one | {"title": f"{code} {turn}"}, start, answers))
            for client, code, one in zip(clients, codes, sent, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert answers == [302] * len(codes)

    draft.refresh_from_db()
    titles = {code: role.title for code, role in unpack(bytes(draft.document)).roles.items()}
    assert titles == {code: f"{code} {ROUNDS - 1}" for code in codes}
    assert draft.revision == 1 + ROUNDS * len(codes)
    assert clients[0].get(reverse("framework-draft")).status_code == 200
