"""Copies to take along, for who reads the page they are made of: the summary as PDF and Word, the evidence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from colonnade.documents.answer import handed_over
from colonnade.kernel.errors import Unseen

from .. import access
from ..copies import summary_paper
from ..evidence_pack import evidence_paper
from ..page import TalkPage, talk_page


@require_safe
@talk_page
def summary(request: HttpRequest, page: TalkPage, kind: str, number: int | None = None) -> HttpResponse:
    """A frozen version as it stood, the newest when none is named; a draft has no copy."""
    versions = access.versions_of(page.talk, page.me)
    found = next((one for one in versions if number in (None, one.number)), None)
    if found is None:
        raise Unseen
    paper = summary_paper(page.talk, found, access.views_beside(found, page.me), page.readers)
    return handed_over(paper, kind, f"summary-version-{found.number}")


@require_safe
@talk_page
def evidence_pack(request: HttpRequest, page: TalkPage) -> HttpResponse:
    return handed_over(evidence_paper(page.talk, page.me, page.readers), "pdf", "evidence-pack")


_SUMMARY = "<uuid:talk_id>/summary/"
urlpatterns = [
    path(f"{_SUMMARY}{number}{kind}/", summary, {"kind": kind}, name=f"talk-summary{named}-{kind}")
    for number, named in (("", ""), ("<int:number>/", "-version"))
    for kind in ("pdf", "docx")
]
urlpatterns += [path("<uuid:talk_id>/evidence/pack/", evidence_pack, name="talk-evidence-pack")]
