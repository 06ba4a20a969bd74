"""The organisation: its name and its safety channel, both on every page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import access
from ..flows import change_organisation
from ..forms import OrganisationForm
from ..models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    access.demand_administrator(request.user)
    shown = Organisation.objects.first() or Organisation()
    known = {"name": shown.name, "safety_label": shown.safety_label, "safety_url": shown.safety_url}
    form = OrganisationForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        change_organisation(**form.cleaned_data, by=request.user)
        return redirect(reverse("organisation") + "?kept=1")
    kept = _("Kept.") if request.GET.get("kept") and request.method != "POST" else ""
    context = {"form": form, "kept": kept}
    return render(request, "people/organisation.html", context, status=422 if form.is_bound else 200)
