"""A bare Django page for comparison: one query, twenty rows, Django's own templates, the same server."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

ENGINE = Engine()
PAGE = ENGINE.from_string("<!doctype html><ul>{% for row in rows %}<li>{{ row.0 }} {{ row.1 }}</li>{% endfor %}</ul>")


def page(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name FROM people_person LIMIT 20")
        return HttpResponse(PAGE.render(Context({"rows": cursor.fetchall()})))


urlpatterns = [path("", page)]

if not settings.configured:
    settings.configure(
        SECRET_KEY="bench",  # noqa: S106  signs nothing
        ROOT_URLCONF="bench.bare",
        ALLOWED_HOSTS=["*"],
        DATABASES={
            "default": {
                "ENGINE": "colonnade.kernel.sqlite",
                "NAME": os.path.join(os.environ["COLONNADE_DATA"], "colonnade.sqlite3"),
                "CONN_MAX_AGE": None,
            }
        },
    )

application = get_wsgi_application()
