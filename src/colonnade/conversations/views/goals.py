"""Stand-in until the page is built."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from ..page import TalkPage, talk_page


@talk_page
def page_of_goals(request: HttpRequest, page: TalkPage) -> HttpResponse:
    return page.render("goals.html", "goals")


urlpatterns = [path("<uuid:talk_id>/goals/", page_of_goals, name="talk-goals")]
