"""What builds skills, offered to everybody."""

from django.urls import path

from .views import opportunities

urlpatterns = [
    path("", opportunities.opportunities, name="opportunities"),
    path("new/", opportunities.new, name="opportunity-new"),
    path("kept/", opportunities.kept, name="opportunities-kept"),
    path("<uuid:opportunity_id>/", opportunities.opportunity, name="opportunity"),
    path("<uuid:opportunity_id>/change/", opportunities.change, name="opportunity-change"),
    path("<uuid:opportunity_id>/closing/", opportunities.closing, name="opportunity-closing"),
    path("<uuid:opportunity_id>/reopening/", opportunities.reopening, name="opportunity-reopening"),
    path("<uuid:opportunity_id>/interest/", opportunities.interest, name="opportunity-interest"),
    path("<uuid:opportunity_id>/interest/removal/", opportunities.removal, name="opportunity-interest-removal"),
    path("<uuid:opportunity_id>/questions/", opportunities.questions, name="opportunity-questions"),
    path(
        "<uuid:opportunity_id>/questions/<uuid:question_id>/answer/", opportunities.answers, name="opportunity-answer"
    ),
]
