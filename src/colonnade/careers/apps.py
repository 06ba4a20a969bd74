from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "colonnade.careers"
