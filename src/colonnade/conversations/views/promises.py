"""Stand-in until the page is built."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from ..page import TalkPage, talk_page


@talk_page
def page_of_promises(request: HttpRequest, page: TalkPage) -> HttpResponse:
    return page.render("promises.html", "promises")


urlpatterns = [path("<uuid:talk_id>/promises/", page_of_promises, name="talk-promises")]
