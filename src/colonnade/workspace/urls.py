from django.urls import path

from .views import career, health, home, mine, team

urlpatterns = [
    path("", home.home, name="home"),
    path("achievements/", career.achievements, name="achievements"),
    path("achievements/<uuid:achievement_id>/removal/", career.achievement_removal, name="achievement-removal"),
    path("career/aspirations/<uuid:aspiration_id>/", career.aspiration, name="aspiration"),
    path("career/aspirations/<uuid:aspiration_id>/removal/", career.aspiration_removal, name="aspiration-removal"),
    path("team/", team.team, name="team"),
    path("career/", career.career, name="career"),
    path("promises/", home.promises, name="promises"),
    path("who-read-me/", mine.readings, name="readings"),
    path("what-is-kept/", mine.kept, name="kept"),
    path("my-data/", mine.my_data, name="my-data"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
