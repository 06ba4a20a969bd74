from django.apps import AppConfig


class HintsConfig(AppConfig):
    name = "colonnade.hints"
