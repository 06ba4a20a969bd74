"""Pages of one's own career that know the framework and nothing above it."""

from django.urls import path

from .views import futures, history, practice
from .views import map as maps

urlpatterns = [
    path("map/", maps.career_map, name="career-map"),
    path("futures/", futures.futures, name="career-futures"),
    path("history/", history.history, name="career-history"),
    path("practice/", practice.practice, name="career-practice"),
    path("role/", maps.present_role, name="career-role"),
    path("marks/", maps.mark, name="career-mark"),
]
