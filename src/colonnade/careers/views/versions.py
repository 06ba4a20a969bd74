"""Versions of our own framework: what changed from one to the next, taking one along, going back."""

from __future__ import annotations

import io
import zipfile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from colonnade.kernel.errors import Unseen
from colonnade_paths import Framework, csv_tables, yaml_text

from .. import framework
from ..access import demand_keeper, keeps_framework
from ..changes import changes
from ..flows import frameworks
from ..framework_forms import ReturnForm
from ..models import FrameworkVersion

KINDS = {"yaml": ("framework.yaml", "application/yaml"), "csv": ("framework.zip", "application/zip")}


@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    request.nav = "career"
    rows = frameworks.own_versions().defer("document", "report").select_related("made_by")
    context = {
        "versions": list(rows),
        "keeps": keeps_framework(request.user),
        "published": bool(request.GET.get("published")),
    }
    return render(request, "careers/versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, number: int) -> HttpResponse:
    """What this version changed; those who keep the framework publish it once more."""
    if request.method == "POST":
        demand_keeper(request.user)
    shown = _version(number)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        frameworks.go_back(number, by=request.user, note=form.cleaned_data["note"])
        return redirect(reverse("framework-versions") + "?published=1")
    request.nav = "career"
    rows = frameworks.own_versions()
    before = rows.filter(number__lt=number).first()
    in_force = rows.values_list("number", flat=True).first()
    context = {
        "version": shown,
        "before": before,
        "is_in_force": in_force == number,
        "changes": changes(_engine(before), _engine(shown)) if before else None,
        "undone": changes(framework.edition(rows[0].pk).engine, _engine(shown)).counts if in_force != number else [],
        "form": form,
        "keeps": keeps_framework(request.user),
    }
    return render(request, "careers/version.html", context, status=422 if form.is_bound else 200)


def _version(number: int) -> FrameworkVersion:
    found = frameworks.own_versions().select_related("made_by").filter(number=number).first()
    if found is None:
        raise Unseen
    return found


def _engine(version: FrameworkVersion) -> Framework:
    return framework.edition(version.pk).engine


@require_safe
def export(request: HttpRequest, kind: str, number: int | None = None) -> HttpResponse:
    """The framework in force, or one version, as one YAML file or as a zip of CSV tables."""
    if kind not in KINDS:
        raise Unseen
    engine = framework.current().engine if number is None else _engine(_version(number))
    name, content_type = KINDS[kind]
    content = yaml_text(engine).encode() if kind == "yaml" else _zipped(engine)
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _zipped(engine: Framework) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in csv_tables(engine).items():
            # The mark at the beginning lets spreadsheets see that it is UTF-8.
            archive.writestr(name, text.encode("utf-8-sig", "replace"))
    return packed.getvalue()
