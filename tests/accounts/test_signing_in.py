"""The door: signing in and out, limits, passwords, and letters that lead to a new one."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from colonnade.accounts.models import Session
from colonnade.activity.models import Letter
from colonnade.kernel import clock
from tests.cast import PASSWORD, signed_in

pytestmark = pytest.mark.django_db
NEW = "quiet otters build dams"


@pytest.fixture(autouse=True)
def _outbox(settings) -> None:
    """pytest-django puts a mailbox of its own in the place of ours."""
    settings.EMAIL_BACKEND = "colonnade.activity.outbox.OutboxBackend"


def sign_in(email: str, password: str, **extra: str) -> tuple[Client, object]:
    client = Client()
    return client, client.post(reverse("account_login"), {"login": email, "password": password, **extra})


def test_the_right_password_leads_home(cast):
    client, response = sign_in("priya@fernwave.example", PASSWORD)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert Session.objects.get().person == cast.employee
    assert client.session["shared_device"] is False


def test_the_address_may_be_typed_in_capitals(cast):
    _client, response = sign_in("Priya@Fernwave.Example", PASSWORD)

    assert response.status_code == 302


def test_a_shared_device_is_remembered_and_ends_with_the_browser(cast):
    client, response = sign_in("priya@fernwave.example", PASSWORD, shared_device="on")

    assert client.session["shared_device"] is True
    assert client.cookies["sessionid"]["max-age"] == ""
    assert response.status_code == 302


def test_an_own_device_stays_signed_in(cast):
    client, _response = sign_in("priya@fernwave.example", PASSWORD)

    assert client.cookies["sessionid"]["max-age"] == 14 * 24 * 3600


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(cast):
    _client, wrong = sign_in("priya@fernwave.example", "not this one")
    _client, unknown = sign_in("nobody@fernwave.example", "not this one")

    assert wrong.status_code == unknown.status_code == 422
    assert "do not belong together" in wrong.content.decode()
    assert "do not belong together" in unknown.content.decode()
    assert "priya@fernwave.example" in wrong.content.decode()


def test_ten_failed_tries_close_the_door_whatever_the_address_and_host(cast):
    for attempt in range(10):
        client = Client(REMOTE_ADDR=f"10.0.0.{attempt}", HTTP_HOST=f"localhost:{8000 + attempt}")
        client.post(reverse("account_login"), {"login": "priya@fernwave.example", "password": "not this one"})

    _client, response = sign_in("priya@fernwave.example", PASSWORD)

    assert response.status_code == 422
    assert "Too many tries" in response.content.decode()
    _client, somebody_else = sign_in("marta@fernwave.example", PASSWORD)
    assert somebody_else.status_code == 302


def test_an_ended_account_is_told_so_only_with_the_right_password(cast):
    cast.employee.ended_at = clock.now()
    cast.employee.save()

    _client, right = sign_in("priya@fernwave.example", PASSWORD)
    _client, wrong = sign_in("priya@fernwave.example", "not this one")

    assert right["Location"] == reverse("account_inactive")
    assert wrong.status_code == 422


def test_signing_out_leaves_nothing_in_the_browser(cast):
    client = signed_in(cast.employee)

    response = client.post(reverse("account_logout"))

    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert response["Location"] == reverse("account_login")
    assert client.get(reverse("home")).status_code == 302
    assert Session.objects.filter(person=cast.employee).count() == 0


def test_a_get_does_not_sign_out(cast):
    client = signed_in(cast.employee)

    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up(cast, method):
    response = getattr(Client(), method)(
        reverse("account_signup"), {"email": "new@fernwave.example", "password1": NEW, "password2": NEW}
    )

    assert response.status_code == 200
    assert "by invitation" in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_inactive",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    ],
)
def test_doors_open_to_everybody(cast, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        assert Client().get(reverse(name)).status_code == 200


def test_changing_the_password_signs_other_devices_out(cast):
    here, elsewhere = signed_in(cast.employee), signed_in(cast.employee)
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    response = here.post(reverse("account_change_password"), data)

    assert response["Location"] == "/profile/?kept=password"
    assert here.get(reverse("profile")).status_code == 200
    assert elsewhere.get(reverse("profile")).status_code == 302
    assert sign_in("priya@fernwave.example", NEW)[1].status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("not this one", NEW, "not your present password"),
        (PASSWORD, "short", "too short"),
        (PASSWORD, "priya@fernwave.example", "too similar"),
    ],
)
def test_a_wrong_change_of_password_says_why(cast, old, new, sentence):
    response = signed_in(cast.employee).post(
        reverse("account_change_password"), {"oldpassword": old, "password1": new, "password2": new}
    )

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_who_has_no_password_yet_sets_one(cast):
    cast.employee.set_unusable_password()
    cast.employee.save()
    client = signed_in(cast.employee)

    assert client.get(reverse("account_change_password"))["Location"] == reverse("account_set_password")
    assert client.get(reverse("account_set_password")).status_code == 200
    client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})

    assert sign_in("priya@fernwave.example", NEW)[1].status_code == 302


def _letter_link() -> str:
    letter = Letter.objects.get()
    return re.search(r"http://localhost:8000(\S+)", letter.body).group(1)


def test_a_letter_leads_to_a_new_password(cast):
    client = Client()
    asked = client.post(reverse("account_reset_password"), {"email": "priya@fernwave.example"})

    assert asked["Location"] == reverse("account_reset_password_done")
    assert Letter.objects.get().address == "priya@fernwave.example"

    form = client.get(_letter_link(), follow=True)
    address = form.redirect_chain[-1][0]
    assert form.status_code == 200
    wrong = client.post(address, {"password1": NEW, "password2": "another"})
    assert wrong.status_code == 422
    done = client.post(address, {"password1": NEW, "password2": NEW})

    assert done["Location"] == reverse("account_reset_password_from_key_done")
    assert sign_in("priya@fernwave.example", PASSWORD)[1].status_code == 422
    assert sign_in("priya@fernwave.example", NEW)[1].status_code == 302


def test_the_letters_link_works_once(cast):
    client = Client()
    client.post(reverse("account_reset_password"), {"email": "priya@fernwave.example"})
    link = _letter_link()
    address = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": NEW, "password2": NEW})

    again = Client().get(link, follow=True)

    assert "has run out" in again.content.decode()


def test_a_letter_lets_in_whom_others_locked_out(cast):
    for attempt in range(10):
        client = Client(REMOTE_ADDR=f"10.0.0.{attempt}")
        client.post(reverse("account_login"), {"login": "priya@fernwave.example", "password": "not this one"})
    client = Client()
    client.post(reverse("account_reset_password"), {"email": "priya@fernwave.example"})
    address = client.get(_letter_link(), follow=True).redirect_chain[-1][0]

    client.post(address, {"password1": NEW, "password2": NEW})

    assert sign_in("priya@fernwave.example", NEW)[1].status_code == 302


def test_the_letter_leads_to_our_own_address_whatever_host_was_asked(cast, settings):
    settings.ALLOWED_HOSTS = ["*"]

    Client(HTTP_HOST="evil.example").post(reverse("account_reset_password"), {"email": "priya@fernwave.example"})

    assert "evil.example" not in Letter.objects.get().body


def test_an_unknown_address_gets_the_same_answer_and_no_letter(cast):
    response = Client().post(reverse("account_reset_password"), {"email": "nobody@fernwave.example"})

    assert response["Location"] == reverse("account_reset_password_done")
    assert list(Letter.objects.all()) == []


def test_an_address_of_before_opens_nothing(cast):
    Client().post(reverse("account_reset_password"), {"email": "priya@fernwave.example"})
    sign_in("priya@fernwave.example", PASSWORD)
    cast.employee.email = "sandoval@fernwave.example"
    cast.employee.save()
    Letter.objects.all().delete()

    Client().post(reverse("account_reset_password"), {"email": "priya@fernwave.example"})

    assert list(Letter.objects.all()) == []
    assert sign_in("priya@fernwave.example", PASSWORD)[1].status_code == 422


def test_who_is_signed_in_proves_it_again(cast):
    client = signed_in(cast.employee)

    assert client.get(reverse("account_reauthenticate")).status_code == 200
    assert client.post(reverse("account_reauthenticate"), {"password": "not this one"}).status_code == 422
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def test_too_many_forms_from_one_place_get_a_plain_page(cast):
    client = Client()
    answers = [client.post(reverse("account_reset_password"), {"email": "a@fernwave.example"}) for _ in range(6)]

    assert answers[-1].status_code == 429
    assert "A moment, please" in answers[-1].content.decode()
