import pytest
from django.test import RequestFactory

from colonnade.kernel.returning import next_page


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/career/#map", "/career/#map"),
        ("", "/home/"),
        ("https://evil.example/", "/home/"),
        ("//evil.example/", "/home/"),
        ("/\\evil.example/", "/home/"),
        ("javascript:alert(1)", "/home/"),
        ("career", "/home/"),
    ],
)
def test_a_form_leads_back_to_a_page_of_ours_and_nowhere_else(wanted, leads):
    assert next_page(RequestFactory().post("/", {"next": wanted}), "/home/") == leads
    assert next_page(RequestFactory().get("/", {"next": wanted}), "/home/") == leads
