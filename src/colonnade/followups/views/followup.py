"""Stand-in until the page is built."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from colonnade.conversations.page import TalkPage, talk_page


@talk_page
def page_of_followup(request: HttpRequest, page: TalkPage) -> HttpResponse:
    return page.render("followups/followup.html", "followup")


urlpatterns = [path("followup/", page_of_followup, name="talk-followup")]
