"""Stand-in until the page is built."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from ..page import TalkPage, talk_page


@talk_page
def page_of_opportunities(request: HttpRequest, page: TalkPage) -> HttpResponse:
    return page.render("opportunities.html", "opportunities")


urlpatterns = [path("<uuid:talk_id>/opportunities/", page_of_opportunities, name="talk-opportunities")]
