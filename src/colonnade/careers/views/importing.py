"""Importing a framework: files, a preview with its report, then our draft, public data, or nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from colonnade.kernel.uploads import is_too_large
from colonnade_paths import ImportRefusedError, unpack

from .. import framework, ladders
from ..access import demand_keeper
from ..changes import changes
from ..flows import frameworks, importing
from ..framework import TOP, Edition
from ..framework_forms import NEEDS, ImportForm
from ..models import FrameworkVersion

MOST_PLACES = 60


@require_http_methods(["GET", "HEAD", "POST"])
def importing_files(request: HttpRequest) -> HttpResponse:
    """Choose files; what was read stands on the preview, what was refused is told here and nothing is kept."""
    demand_keeper(request.user)
    form = ImportForm(
        request.POST if request.method == "POST" else None,
        uploads=request.FILES.getlist("files") if request.method == "POST" else [],
        is_too_large=request.method == "POST" and is_too_large(request.META),
    )
    refused: ImportRefusedError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            arrival = importing.read_uploads(form.cleaned_data["kind"], form.uploads)
        except ImportRefusedError as error:
            refused = error
        else:
            importing.keep_preview(arrival, kind=form.cleaned_data["kind"], by=request.user)
            return redirect("framework-preview")
    request.nav = "career"
    context = {
        "form": form,
        "refused": str(refused) if refused else "",
        "report": shown_report(refused.report.as_json()) if refused else None,
        "preview": importing.own_preview(),
        "draft": frameworks.own_draft(),
    }
    return render(request, "careers/import.html", context, status=422 if form.is_bound else 200)


def shown_report(report: dict) -> dict:
    """The report with as many places as one reads; the counts stay whole."""
    return {
        **report,
        "mended": report.get("mended", [])[:MOST_PLACES],
        "refused": report.get("refused", [])[:MOST_PLACES],
        "rows": sum(report.get("read", {}).values()),
    }


@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    demand_keeper(request.user)
    found = importing.own_preview()
    if found is None:
        return redirect("framework-import")
    return _preview_page(request, found)


def _preview_page(
    request: HttpRequest, found: FrameworkVersion, *, refused: ImportRefusedError | None = None
) -> HttpResponse:
    request.nav = "career"
    engine = unpack(bytes(found.document))
    edition = Edition(engine)
    context = {
        "preview": found,
        "edition": edition,
        "report": shown_report(found.report),
        "families": ladders.families(edition),
        "changes": changes(framework.current().engine, engine),
        "in_force": framework.current().engine.name,
        "draft": frameworks.own_draft(),
        "full": sum(len(role.needs) > NEEDS for role in engine.roles.values()),
        "needs": sum(len(role.needs) for role in engine.roles.values()),
        "names_levels": ladders.names_levels(edition),
        "is_long": engine.scale_top > TOP,
        "top": f"{engine.scale_top:g}",
        "refused": refused.report.refused[:MOST_PLACES] if refused else [],
    }
    return render(request, "careers/preview.html", context, status=422 if refused else 200)


@require_POST
def preview_draft(request: HttpRequest) -> HttpResponse:
    """Take it as our draft, in the place of the draft there is."""
    demand_keeper(request.user)
    try:
        importing.take_as_draft(by=request.user)
    except ImportRefusedError as refused:
        found = importing.own_preview()
        return _preview_page(request, found, refused=refused) if found else redirect("framework-import")
    return redirect("framework-draft")


@require_POST
def preview_public(request: HttpRequest) -> HttpResponse:
    """Keep it as public data to look outside."""
    demand_keeper(request.user)
    line = importing.keep_as_public(by=request.user)
    return redirect("framework-public-data", line_id=line.pk)


@require_POST
def preview_removal(request: HttpRequest) -> HttpResponse:
    demand_keeper(request.user)
    importing.throw_away(by=request.user)
    return redirect("framework-import")
