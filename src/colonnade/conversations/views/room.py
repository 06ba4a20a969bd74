"""The room: the part of the hour, notes of both, captures, the recap, the end."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.spaces import reading
from colonnade.spaces.forms import version_seen

from .. import access, purposes
from ..flows import meeting
from ..forms import EndForm, NoteForm, PrivateNoteForm, RecapForm
from ..lifecycle import State
from ..page import TalkPage, talk_page

SECONDS_BUSY = 60


@require_safe
@talk_page
def room(request: HttpRequest, page: TalkPage) -> HttpResponse:
    return _room(page)


def _room(page: TalkPage, status: int = 200, **forms: object) -> HttpResponse:
    talk = page.talk
    recap = access.recap_of(talk, page.me)
    private = access.private_note_of(talk, page.me)
    suggested = page.me.today + clock.days(talk.kind.first_checkin_days)
    context = {
        "purpose": access.purpose_of(talk, page.me),
        "private_note": private,
        "note_form": NoteForm(auto_id="note_%s"),
        "recap_form": RecapForm(auto_id="recap_%s", initial={"text": recap.text if recap else ""}),
        "end_form": EndForm(initial={"first_checkin_on": talk.first_checkin_on or suggested}),
    }
    return page.render("room.html", "room", status=status, **_live(page, recap), **{**context, **forms})


def _live(page: TalkPage, recap: object = None) -> dict[str, object]:
    """What the room shows of the moment: the part, the time left, the notes."""
    talk = page.talk
    agenda = talk.kind.agenda(short=talk.is_short)
    number = min(talk.segment, len(agenda) - 1)
    seconds = agenda[number].minutes * 60
    used = (clock.now() - talk.segment_at).total_seconds() if talk.segment_at else 0
    return {
        "agenda": agenda,
        "number": number,
        "segment": agenda[number],
        "seconds": seconds,
        "seconds_left": max(0, int(seconds - used)),
        "prompts": purposes.prompts(agenda[number], page.side),
        "notes": list(access.notes_of(talk, page.me)),
        "recap": recap,
        "in_room": page.state == State.MEETING,
    }


@require_safe
@talk_page
def live(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """The poll of an open room: 204 when nothing changed since `?since=`, else the notes and the new version."""
    reading.is_a_poll()
    version = str(page.talk.room_version)
    if request.GET.get("since") == version:
        return HttpResponse(status=204)
    context = {
        **_live(page, access.recap_of(page.talk, page.me)),
        "talk": page.talk,
        "me": page.me,
        "other": page.other,
    }
    response = HttpResponse(render_to_string("conversations/_notes.html", context, request))
    response.headers["X-Version"] = version
    newest = context["notes"][-1].written_at if context["notes"] else None
    if newest and (clock.now() - newest).total_seconds() < SECONDS_BUSY:
        response.headers["X-Busy"] = "1"
    return response


@require_POST
@talk_page
def start(request: HttpRequest, page: TalkPage) -> HttpResponse:
    meeting.start(page.talk, by=page.me)
    return page.to("talk-room")


@require_POST
@talk_page
def segment(request: HttpRequest, page: TalkPage) -> HttpResponse:
    try:
        number = int(request.POST.get("segment", ""))
    except ValueError as error:
        raise Refusal(_("Choose a part of the agenda.")) from error
    meeting.go_to_segment(page.talk, number, by=page.me)
    return page.to("talk-room")


@require_POST
@talk_page
def notes(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Add a note; answers the fresh list to htmx, a redirect to a plain form."""
    form = NoteForm(request.POST, auto_id="note_%s")
    if not form.is_valid():
        return _room(page, status=422, note_form=form)
    meeting.add_note(page.talk, form.cleaned_data["text"], by=page.me, token=form.cleaned_data["token"])
    if request.headers.get("HX-Request"):
        context = {**_live(page), "talk": page.talk, "me": page.me, "other": page.other}
        return HttpResponse(render_to_string("conversations/_notes.html", context, request))
    return page.to("talk-room")


@require_POST
@talk_page
def note(request: HttpRequest, page: TalkPage, note_id: UUID) -> HttpResponse:
    """Change one's own note, or take it back with an empty text."""
    meeting.change_note(
        page.talk,
        note_id,
        request.POST.get("text", "")[:4000],
        by=page.me,
        expected=version_seen(request.POST),
    )
    return page.to("talk-room")


@require_POST
@talk_page
def next_time(request: HttpRequest, page: TalkPage, note_id: UUID) -> HttpResponse:
    """Leave a note for the next talk of the two, where it stands in the brief; `back` takes it back."""
    meeting.move_to_next_time(page.talk, note_id, by=page.me, on="back" not in request.POST)
    return page.to("talk-room")


@require_POST
@talk_page
def private_note(request: HttpRequest, page: TalkPage) -> HttpResponse:
    form = PrivateNoteForm(request.POST)
    if not form.is_valid():
        return HttpResponse(_("The private note is too long."), status=422)
    meeting.keep_private_note(page.talk, form.cleaned_data["text"], by=page.me)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return page.to("talk-room")


@require_POST
@talk_page
def recap(request: HttpRequest, page: TalkPage) -> HttpResponse:
    form = RecapForm(request.POST, auto_id="recap_%s")
    if not form.is_valid():
        return _room(page, status=422, recap_form=form)
    meeting.keep_recap(page.talk, by=page.me, text=form.cleaned_data["text"])
    return page.to("talk-room")


@require_POST
@talk_page
def end(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Leave the room for the summary."""
    form = EndForm(request.POST)
    if not form.is_valid():
        return _room(page, status=422, end_form=form)
    reason = form.cleaned_data["no_checkin_reason"]
    if reason:
        meeting.keep_recap(page.talk, by=page.me, no_checkin_reason=reason)
    meeting.end(page.talk, by=page.me, first_checkin_on=form.cleaned_data["first_checkin_on"])
    return page.to("talk-summary")
