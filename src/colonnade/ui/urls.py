from django.urls import path

from colonnade.ui import views

urlpatterns = [
    path("style/", views.style_guide, name="style-guide"),
]
