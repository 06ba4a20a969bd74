"""The demo's doors exist only where `colonnade demo` itself started the server; elsewhere no such URL is there."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path


def demo_urls() -> list[URLPattern | URLResolver]:
    if not settings.COLONNADE_DEMO_TOKEN:
        return []
    return [path("demo/", include("colonnade.demo.urls"))]
