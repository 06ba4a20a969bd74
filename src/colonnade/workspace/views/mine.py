"""What is mine: who read me, what is kept, and all my words as one file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from colonnade.evidence.access import second_looks_asked_of
from colonnade.people.models import Person
from colonnade.spaces.models import Read

from ..export import everything_of
from ..retention import RETENTION

MOST_READS = 200


@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Who read my words, on which day, newest first; grouped by reader, kind and day."""
    rows = list(
        Read.objects.filter(author=request.user.pk)
        .order_by("-on", "label")
        .values_list("on", "reader", "label")
        .distinct()[:MOST_READS]
    )
    names = dict(Person.objects.filter(pk__in={reader for _, reader, _ in rows}).values_list("pk", "name"))
    reads = [{"on": on, "reader": names.get(reader, ""), "label": label} for on, reader, label in rows]
    return render(request, "workspace/readings.html", {"reads": reads})


@require_safe
def second_looks(request: HttpRequest) -> HttpResponse:
    """What others asked me to look at again."""
    looks = second_looks_asked_of(request.user).select_related("author", "key")[:MOST_READS]
    return render(request, "workspace/second_looks.html", {"looks": list(looks)})


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What is kept, and for how long."""
    return render(request, "workspace/kept.html", {"rows": RETENTION})


@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """All of mine and what is shared with me in my talks, as one JSON file."""
    response = JsonResponse(everything_of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="colonnade-my-data.json"'
    return response
