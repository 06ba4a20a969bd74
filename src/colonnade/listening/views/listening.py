"""The listening mirror of a talk: import, who is whom, yes or no, what each sees of their own talking."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from colonnade.conversations.page import TalkPage, talk_page

from .. import access, flows
from ..forms import ImportForm, SpeakersForm
from ..mirror import Shown
from ..models import Transcript
from ..uploads import in_memory


@require_safe
@talk_page
def listening(request: HttpRequest, page: TalkPage) -> HttpResponse:
    return _show(page)


def _show(page: TalkPage, status: int = 200, form: object = None) -> HttpResponse:
    ran_out = flows.clear_what_ran_out(page.talk) > 0
    transcript = access.transcript_of(page.talk)
    stage = _stage(page, transcript)
    shown = _STAGES.get(stage, _nothing_more)(page, transcript, form)
    return page.render(
        "listening/listening.html",
        "room",
        status=status,
        stage=stage,
        transcript=transcript,
        is_importer=transcript is not None and transcript.importer_id == page.me.pk,
        ran_out=ran_out,
        days=settings.COLONNADE_TRANSCRIPT_DAYS,
        **shown,
    )


def _stage(page: TalkPage, transcript: Transcript | None) -> str:
    if transcript is None:
        return "empty" if page.state in flows.TAKES_TRANSCRIPTS else "closed"
    if not transcript.is_asked:
        return "naming" if transcript.importer_id == page.me.pk else "being_named"
    if transcript.is_open:
        return "mirror"
    return "waits" if transcript.importer_id == page.me.pk else "asks"


def _nothing_more(page: TalkPage, transcript: Transcript | None, form: object) -> dict[str, object]:
    return {}


def _empty(page: TalkPage, transcript: Transcript | None, form: object) -> dict[str, object]:
    return {"form": form or ImportForm()}


def _naming(page: TalkPage, transcript: Transcript, form: object) -> dict[str, object]:
    labels = flows.labels_in(transcript)
    return {"form": form or _speakers_form(page, transcript), "turns_of": {one.number: one.turns for one in labels}}


def _asked(page: TalkPage, transcript: Transcript, form: object) -> dict[str, object]:
    labels = access.whole_of(transcript).opened("labels")
    return {"my_label": labels[page.side], "their_label": labels[page.talk.side_of(page.other)]}


def _mirror(page: TalkPage, transcript: Transcript, form: object) -> dict[str, object]:
    held = access.mirror_of(transcript, page.me)
    if held is None:
        return {"mirror": None}
    shown = Shown(json.loads(held.numbers), json.loads(held.lines))
    typed = page.request.GET.get("page", "")
    number = min(max(int(typed), 1), shown.pages) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    return {"mirror": shown, "number": number, "lines": shown.page(number), "is_turning": bool(typed)}


_STAGES = {"empty": _empty, "naming": _naming, "asks": _asked, "waits": _asked, "mirror": _mirror}


def _speakers_form(page: TalkPage, transcript: Transcript, data: object = None) -> SpeakersForm:
    labels, names = flows.labels_in(transcript), flows.names_of(page.talk)
    mine, theirs = page.side, page.talk.side_of(page.other)
    guess = flows.guess_in(transcript, page.talk)
    return SpeakersForm(
        data,
        labels=labels,
        names=names,
        sides=(mine, theirs),
        other=page.other.spoken,
        initial={"mine": guess.get(mine), "theirs": guess.get(theirs)},
    )


# The token is checked one step later, by `csrf_protect`: checking reads the form, and with it the file.
@csrf_exempt
@require_POST
@talk_page
@in_memory
@csrf_protect
def imports(request: HttpRequest, page: TalkPage) -> HttpResponse:
    flows.demand_place(page.talk)
    names = flows.names_of(page.talk)
    form = ImportForm(request.POST, request.FILES, names=names, too_large=request.upload_was_too_large)
    if not form.is_valid():
        return _show(page, 422, form)
    flows.take_in(page.talk, form.heard, by=page.me)
    return page.to("talk-listening")


@require_POST
@talk_page
def speakers(request: HttpRequest, page: TalkPage) -> HttpResponse:
    transcript = access.transcript_of(page.talk)
    if _stage(page, transcript) != "naming":
        # Refused by the flow, or done already.
        flows.name_speakers(page.talk, by=page.me, mine="", theirs="")
        return page.to("talk-listening")
    form = _speakers_form(page, transcript, request.POST)
    if not form.is_valid():
        return _show(page, 422, form)
    flows.name_speakers(page.talk, by=page.me, **form.cleaned_data)
    return page.to("talk-listening")


@require_POST
@talk_page
def acceptance(request: HttpRequest, page: TalkPage) -> HttpResponse:
    flows.accept(page.talk, by=page.me)
    return page.to("talk-listening")


@require_POST
@talk_page
def withdrawal(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """No instead of yes, or no longer yes."""
    flows.withdraw(page.talk, by=page.me)
    return page.to("talk-listening")


urlpatterns = [
    path("listening/", listening, name="talk-listening"),
    path("listening/import/", imports, name="talk-listening-import"),
    path("listening/speakers/", speakers, name="talk-listening-speakers"),
    path("listening/acceptance/", acceptance, name="talk-listening-acceptance"),
    path("listening/withdrawal/", withdrawal, name="talk-listening-withdrawal"),
]
