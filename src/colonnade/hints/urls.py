from django.urls import path

from . import views

urlpatterns = [
    path("switch/", views.switch, name="hints-switch"),
    path("<slug:kind>/", views.look, name="hints"),
]
