"""Starting a talk, its overview, and the acts that move it in time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.people.access import colleagues_of, suggested_to
from colonnade.people.models import Relationship

from .. import access, purposes
from ..flows import calling_off, keeping_rhythm, starting
from ..forms import StartForm, TimesForm
from ..lifecycle import FINAL, State
from ..models import Rhythm
from ..page import TalkPage, talk_page
from ..pillars import View
from ..turns import turn_of

PER_PAGE = access.TALKS_A_PAGE


@require_safe
def talks(request: HttpRequest) -> HttpResponse:
    """All talks of the visitor, newest first; thirty a page, paged by the start of the oldest shown."""
    request.nav = "talks"
    before = clock.instant(request.GET.get("before", ""))
    if before is not None:
        rows = access.talks_of(request.user).filter(started_at__lt=before).order_by("-started_at", "-pk")
        found = list(rows[: PER_PAGE + 1])
    else:
        found = access.newest_talks_of(request.user)
    views = [View(talk, request.user) for talk in found[:PER_PAGE]]
    shown = [{"view": v, "turn": turn_of(v), "pillars": v.pillars()} for v in views]
    older = found[PER_PAGE - 1].started_at.isoformat() if len(found) > PER_PAGE else ""
    return render(request, "conversations/talks.html", {"talks": shown, "older": older})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Start a talk; it stays with its starter until the invitation is sent."""
    request.nav = "talks"
    initial = _initial(request)
    chosen = request.POST.get("other") or str(initial["other"] or "")
    form = StartForm(
        request.POST if request.method == "POST" else None,
        colleagues=colleagues_of(request.user),
        suggested=suggested_to(request.user, request.GET.get("name", "")[:80], chosen),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        talk = starting.plan(
            by=request.user,
            other=data["other"],
            purpose=data["purpose"],
            as_side=data["as_side"],
            reason=data["reason"],
            place=data["place"],
            times=form.times(data) if data["when"] == "times" else [],
            is_short=data["is_short"],
            is_now=data["when"] == "now",
        )
        return redirect("talk", talk_id=talk.pk)
    context = {"form": form, "purposes": purposes.purposes(), "name": request.GET.get("name", "")}
    return render(request, "conversations/new.html", context, status=422 if form.is_bound else 200)


def _initial(request: HttpRequest) -> dict[str, object]:
    """The likely other person: asked for in the address, else today's manager; a time two weeks ahead."""
    chosen = request.GET.get("with", "")
    leads = Relationship.objects.current().managers_of(request.user).values_list("other", flat=True).first()
    day = (request.user.local(clock.now()) + clock.days(14)).replace(hour=10, minute=0, second=0, microsecond=0)
    return {
        "other": chosen or leads,
        "as_side": request.GET.get("as") if request.GET.get("as") in ("employee", "counterpart") else "employee",
        "purpose": "career_guidance",
        "when": "times",
        "time_1": day,
    }


@require_safe
@talk_page
def talk(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """The overview: where the talk stands, what comes next, the hour, who sees it."""
    return page.render(
        "overview.html",
        purpose=access.purpose_of(page.talk, page.me),
        setting=access.setting_of(page.talk, page.me),
        times=list(page.talk.times.all()) if page.state in _HAS_TIMES else [],
        agenda=page.talk.kind.agenda(short=page.talk.is_short),
        is_final=page.state in FINAL,
        rhythm=access.rhythm_of(page.talk),
        rhythms=Rhythm.Months.choices,
    )


@require_POST
@talk_page
def rhythm(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """How often we want to talk, for both; empty ends it."""
    months = request.POST.get("months", "")
    if months and not (months.isascii() and months.isdecimal() and len(months) < 3):
        raise Refusal(_("Choose one of the rhythms, or none."))
    keeping_rhythm.keep(page.talk, int(months or 0), by=page.me)
    return page.to("talk")


_HAS_TIMES = (State.PLANNED, State.INVITED, State.RESCHEDULING)


@require_POST
@talk_page
def invitation(request: HttpRequest, page: TalkPage) -> HttpResponse:
    starting.send_invitation(page.talk, by=page.me)
    return page.to("talk")


@require_POST
@talk_page
def acceptance(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Yes to one of the proposed times (`at`, an instant), or to a talk for now."""
    chosen = clock.instant(request.POST.get("at", ""))
    starting.accept(page.talk, by=page.me, at=chosen)
    return page.to("talk-preparation" if page.talk.state == State.PREPARING else "talk")


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def times(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Propose other times; in a planned talk, set them."""
    form = TimesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if page.state == State.PLANNED:
            starting.plan_times(page.talk, form.times, by=page.me)
        else:
            starting.propose(page.talk, form.times, by=page.me)
        return page.to("talk")
    return page.render("times.html", form=form, status=422 if form.is_bound else 200)


@require_POST
@talk_page
def pause(request: HttpRequest, page: TalkPage) -> HttpResponse:
    calling_off.pause(page.talk, by=page.me)
    return page.to("talk")


@require_POST
@talk_page
def resumption(request: HttpRequest, page: TalkPage) -> HttpResponse:
    calling_off.resume(page.talk, by=page.me)
    return page.to("talk")


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def cancellation(request: HttpRequest, page: TalkPage) -> HttpResponse:
    """Asks once, saying what goes and what stays; then calls the talk off."""
    if request.method == "POST":
        calling_off.cancel(page.talk, by=page.me)
        return page.to("talk")
    if page.state in FINAL:
        raise Refusal(_("This talk has already ended."))
    return page.render("cancellation.html")


@require_POST
@talk_page
def reopening(request: HttpRequest, page: TalkPage) -> HttpResponse:
    calling_off.reopen(page.talk, by=page.me)
    return page.to("talk")
