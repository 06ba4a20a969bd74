"""Feedback any time, outside talks."""

from django.urls import path

from .views import asking, giving, items, overview

urlpatterns = [
    path("", overview.overview, name="feedback"),
    path("received/", overview.history, {"side": "received"}, name="feedback-received"),
    path("given/", overview.history, {"side": "given"}, name="feedback-given"),
    path("themes/", overview.themes, name="feedback-themes"),
    path("new/", giving.new, name="feedback-new"),
    path("drafts/<uuid:draft_id>/", giving.draft, name="feedback-draft"),
    path("drafts/<uuid:draft_id>/removal/", giving.removal, name="feedback-draft-removal"),
    path("requests/new/", asking.ask, name="feedback-ask"),
    path("requests/<uuid:request_id>/", asking.request_page, name="feedback-request"),
    path("requests/<uuid:request_id>/answer/", asking.answer, name="feedback-request-answer"),
    path("requests/<uuid:request_id>/declining/", asking.declining, name="feedback-request-declining"),
    path("shown/<uuid:showing_id>/", items.shown, name="feedback-shown"),
    path("shown/<uuid:showing_id>/removal/", items.shown_removal, name="feedback-shown-removal"),
    path("<uuid:feedback_id>/", items.item, name="feedback-item"),
    path("<uuid:feedback_id>/response/", items.response, name="feedback-response"),
    path("<uuid:feedback_id>/retraction/", items.retraction, name="feedback-retraction"),
    path("<uuid:feedback_id>/corrections/", items.corrections, name="feedback-corrections"),
    path("<uuid:feedback_id>/showings/", items.showings, name="feedback-showings"),
    path("<uuid:feedback_id>/themes/", items.themes, name="feedback-item-themes"),
    path("<uuid:feedback_id>/themes/<uuid:theme_id>/removal/", items.theme_removal, name="feedback-theme-removal"),
]
