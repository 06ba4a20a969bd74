from django.urls import path

from .views import achievements, career, health, home, mine, team

_ACHIEVEMENT = "achievements/<uuid:achievement_id>/"
urlpatterns = [
    path("", home.home, name="home"),
    path("achievements/", achievements.achievements, name="achievements"),
    path(_ACHIEVEMENT, achievements.achievement, name="achievement"),
    path(f"{_ACHIEVEMENT}removal/", achievements.achievement_removal, name="achievement-removal"),
    path(f"{_ACHIEVEMENT}files/", achievements.achievement_files, name="achievement-files"),
    path(
        f"{_ACHIEVEMENT}files/<uuid:file_id>/removal/",
        achievements.achievement_file_removal,
        name="achievement-file-removal",
    ),
    path("files/<uuid:file_id>/", achievements.held_file, name="held-file"),
    path("career/aspirations/<uuid:aspiration_id>/", career.aspiration, name="aspiration"),
    path("career/aspirations/<uuid:aspiration_id>/removal/", career.aspiration_removal, name="aspiration-removal"),
    path("team/", team.team, name="team"),
    path("career/", career.career, name="career"),
    path("promises/", home.promises, name="promises"),
    path("second-looks/", mine.second_looks, name="second-looks"),
    path("who-read-me/", mine.readings, name="readings"),
    path("what-is-kept/", mine.kept, name="kept"),
    path("my-data/", mine.my_data, name="my-data"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
