"""The way to the framework and its editor."""

from __future__ import annotations

import pytest
from django.urls import reverse

from colonnade.kernel import clock
from colonnade.people.models import Partnership
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def test_everybody_has_the_framework_and_keepers_have_the_editor_in_their_menu(cast):
    for name, person in cast.everybody().items():
        page = signed_in(person).get(reverse("career")).content.decode()
        assert f'href="{reverse("framework")}"' in page, name
        assert (f'href="{reverse("framework-draft")}"' in page) is (name == "partner"), name


def test_an_administrator_without_partners_finds_the_editor_on_the_page_of_the_framework(cast):
    Partnership.objects.all().update(ends_on=clock.today())

    page = signed_in(cast.administrator).get(reverse("framework")).content.decode()

    assert f'href="{reverse("framework-draft")}"' in page
    assert signed_in(cast.administrator).get(reverse("framework-draft")).status_code == 200
