"""Stand-in until the page is built."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from ..page import TalkPage, talk_page


@talk_page
def page_of_evidence(request: HttpRequest, page: TalkPage) -> HttpResponse:
    return page.render("evidence.html", "evidence")


urlpatterns = [path("<uuid:talk_id>/evidence/", page_of_evidence, name="talk-evidence")]
