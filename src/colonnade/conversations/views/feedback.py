"""Stand-in until the page is built."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from ..page import TalkPage, talk_page


@talk_page
def page_of_feedback(request: HttpRequest, page: TalkPage) -> HttpResponse:
    return page.render("feedback.html", "feedback")


urlpatterns = [path("<uuid:talk_id>/feedback/", page_of_feedback, name="talk-feedback")]
