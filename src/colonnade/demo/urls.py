from django.urls import path

from . import views

urlpatterns = [
    path("", views.stories, name="demo"),
    path("sign-in/<uuid:person_id>/", views.sign_in, name="demo-sign-in"),
    path("mail/", views.mail, name="demo-mail"),
]
