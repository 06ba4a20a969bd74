"""All addresses of the product. A new one needs a row in tests/test_access_matrix.py."""

from django.urls import include, path

from colonnade.demo.gate import demo_urls

urlpatterns = [
    path("", include("colonnade.workspace.urls")),
    path("", include("colonnade.accounts.urls")),
    path("people/", include("colonnade.people.urls")),
    path("talks/", include("colonnade.conversations.urls")),
    path("talks/<uuid:talk_id>/", include("colonnade.followups.urls")),
    path("career/", include("colonnade.careers.career_urls")),
    path("talks/<uuid:talk_id>/", include("colonnade.listening.urls")),
    path("framework/", include("colonnade.careers.urls")),
    path("hints/", include("colonnade.hints.urls")),
    path("status/", include("colonnade.insights.urls")),
    path("opportunities/", include("colonnade.careers.opportunity_urls")),
    path("feedback/", include("colonnade.feedback.urls")),
    path("", include("colonnade.ui.urls")),
    *demo_urls(),
]

handler400 = "colonnade.config.refusals.bad_request"
handler403 = "colonnade.config.refusals.forbidden"
handler404 = "colonnade.config.refusals.not_found"
handler500 = "colonnade.config.refusals.server_error"
