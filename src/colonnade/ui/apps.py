from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "colonnade.ui"
    label = "ui"
