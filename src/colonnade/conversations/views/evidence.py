"""Evidence of a talk: items with their files, shown achievements, where ratings stand."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.careers import access as careers_access
from colonnade.careers.framework import names_of, roles
from colonnade.evidence import access as evidence_access
from colonnade.evidence.flows import keep_files
from colonnade.evidence.forms import FilesForm, host_of
from colonnade.evidence.models import MOST_BYTES, MOST_EACH, Item
from colonnade.kernel.errors import NotYours, Unseen
from colonnade.kernel.uploads import in_memory
from colonnade.people.models import Person

from ..flows import gathering, meeting
from ..flows.evaluating import is_evaluated_here
from ..page import TalkPage, talk_page
from ..pillar_forms import ItemForm

SHOWN_AT_ONCE = 5


@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def evidence(request: HttpRequest, page: TalkPage) -> HttpResponse:
    form = ItemForm(request.POST if request.method == "POST" else None, today=page.me.today, initial=_today(page))
    if request.method == "POST" and form.is_valid():
        gathering.put_on_the_table(page.talk, by=page.me, **form.values)
        return page.to("talk-evidence")
    return _show(page, 422 if form.is_bound else 200, form=form)


def _today(page: TalkPage) -> dict[str, object]:
    return {"on": page.me.today}


def _show(
    page: TalkPage,
    status: int = 200,
    adding: tuple[UUID, FilesForm] | None = None,
    **forms: object,
) -> HttpResponse:
    items = list(evidence_access.items_in(page.talk.pair_space, page.me))
    shown = {item.shown_copy_of_id for item in items}
    kept = [one for one in evidence_access.own_achievements(page.me) if one.pk not in shown]
    context = {
        "adds": gathering.may_add(page.talk, page.me),
        "form": ItemForm(today=page.me.today, initial=_today(page)),
        "items": _with_files(items, page.me, adding),
        "achievements": kept[:SHOWN_AT_ONCE],
        "older_achievements": kept[SHOWN_AT_ONCE:],
        "is_evaluated_here": is_evaluated_here(page.talk),
        "rating": _where_ratings_stand(page),
    }
    return page.render("evidence.html", "evidence", status=status, **{**context, **forms})


def _with_files(items: list[Item], me: Person, adding: tuple[UUID, FilesForm] | None) -> list[dict[str, object]]:
    files = evidence_access.files_at_items(items, me)
    return [
        {
            "row": item,
            "skills": names_of(item.skills),
            "host": host_of(item.link),
            "files": files.get(item.pk, []),
            "form": adding[1] if adding and adding[0] == item.pk else FilesForm(auto_id=_file_ids(item)),
            "takes_files": len(files.get(item.pk, [])) < MOST_EACH,
        }
        for item in items
    ]


def _file_ids(item: Item) -> str:
    return f"item-{item.pk}-%s"


def _where_ratings_stand(page: TalkPage) -> dict[str, object]:
    """For which role the two rate and who is done: plain facts, no rating among them."""
    facts = careers_access.sheet_facts(page.talk.employee, page.me, page.other)
    mine = [fact for fact in facts if fact.author == page.me.pk]
    theirs = [fact for fact in facts if fact.author != page.me.pk]
    done = {fact.role_code for fact in mine if fact.is_submitted}
    return {
        "mine": [roles()[fact.role_code].title for fact in mine if fact.role_code in roles()],
        "theirs": [roles()[fact.role_code].title for fact in theirs if fact.role_code in roles()],
        "is_mine_submitted": bool(done),
        "open": [
            roles()[fact.role_code]
            for fact in theirs
            if fact.is_submitted and fact.role_code in done and fact.role_code in roles()
        ],
    }


def _own_item(page: TalkPage, item_id: UUID) -> Item:
    """One's own item, while the talk takes something new."""
    item = evidence_access.items_in(page.talk.pair_space, page.me).filter(pk=item_id).first()
    if item is None:
        raise Unseen
    if item.author_id != page.me.pk:
        raise NotYours
    meeting.demand_open(page.talk, page.me)
    return item


@require_POST
@talk_page
def item_removal(request: HttpRequest, page: TalkPage, item_id: UUID) -> HttpResponse:
    """Take one's own item back, with its files."""
    _own_item(page, item_id).delete()
    page.talk.touch_room()
    return page.to("talk-evidence")


# The token is checked one step later, by `csrf_protect`: checking reads the form, and with it the files.
@csrf_exempt
@require_POST
@in_memory(MOST_BYTES, MOST_EACH)
@csrf_protect
@talk_page
def item_files(request: HttpRequest, page: TalkPage, item_id: UUID) -> HttpResponse:
    item = _own_item(page, item_id)
    form = FilesForm(request, auto_id=_file_ids(item))
    if not keep_files(form, item, by=page.me):
        return _show(page, 422, adding=(item.pk, form))
    page.talk.touch_room()
    return page.to("talk-evidence")


@require_POST
@talk_page
def item_file_removal(request: HttpRequest, page: TalkPage, item_id: UUID, file_id: UUID) -> HttpResponse:
    item = _own_item(page, item_id)
    found = evidence_access.files_of(page.me).filter(pk=file_id, item=item).first()
    if found is None:
        raise Unseen
    found.delete()
    page.talk.touch_room()
    return page.to("talk-evidence")


@require_POST
@talk_page
def achievement_showing(request: HttpRequest, page: TalkPage, achievement_id: UUID) -> HttpResponse:
    gathering.show_achievement(page.talk, achievement_id, by=page.me)
    return page.to("talk-evidence")


_ROOT = "<uuid:talk_id>/evidence/"
_ITEM = f"{_ROOT}items/<uuid:item_id>/"
urlpatterns = [
    path(_ROOT, evidence, name="talk-evidence"),
    path(f"{_ITEM}removal/", item_removal, name="talk-item-removal"),
    path(f"{_ITEM}files/", item_files, name="talk-item-files"),
    path(f"{_ITEM}files/<uuid:file_id>/removal/", item_file_removal, name="talk-item-file-removal"),
    path(f"{_ROOT}achievements/<uuid:achievement_id>/showing/", achievement_showing, name="talk-achievement-showing"),
]
