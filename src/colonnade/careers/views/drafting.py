"""The draft of the framework: looking at it, changing a piece of it, adding, removing, publishing, discarding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from colonnade.kernel.errors import Conflict
from colonnade_paths import Framework, ImportRefusedError, unpack

from .. import framework, ladders, losses, pieces
from ..access import demand_keeper
from ..changes import changes
from ..flows import frameworks
from ..framework import Edition
from ..framework_forms import NEEDS, FamilyForm, PieceForm, PublishForm, RoleForm, SkillForm

MOST_PLACES = 40
# What the fingerprint is called of something that somebody removed meanwhile.
GONE = "gone"


@dataclass(frozen=True)
class Shape:
    """One kind of piece: its form, and how it is read, written and taken out."""

    form: type[PieceForm]
    read: Callable[[Framework, str], dict[str, Any] | None]
    put: Callable[[Framework, str, dict[str, Any]], None]
    remove: Callable[[Framework, str], None]
    all: Callable[[Framework], dict[str, Any]]

    def address(self, kind: str, code: str) -> str:
        return reverse(f"framework-draft-{kind}", kwargs={"code": code})


SHAPES = {
    "role": Shape(RoleForm, pieces.role_piece, pieces.put_role, pieces.remove_role, lambda one: one.roles),
    "skill": Shape(SkillForm, pieces.skill_piece, pieces.put_skill, pieces.remove_skill, lambda one: one.skills),
    "family": Shape(
        FamilyForm, pieces.family_piece, pieces.put_family, pieces.remove_family, lambda one: one.families
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """What would change, and every piece to open; POST begins a draft."""
    demand_keeper(request.user)
    if request.method == "POST":
        frameworks.make_ours(by=request.user)
        return redirect("framework-draft")
    return _draft_page(request)


def _draft_page(
    request: HttpRequest, *, form: PublishForm | None = None, refused: ImportRefusedError | None = None
) -> HttpResponse:
    request.nav = "career"
    row = frameworks.own_draft()
    if row is None:
        context = {"in_force": framework.current(), "has_versions": frameworks.own_versions().exists()}
        return render(request, "careers/no_draft.html", context, status=422 if form else 200)
    engine = unpack(bytes(row.document))
    edition = Edition(engine)
    words = request.GET.get("q", "").strip()[:120]
    context = {
        "draft": row,
        "edition": edition,
        "families": ladders.families(edition),
        "empty_families": [(code, name) for code, name in engine.families.items() if not _has_roles(engine, code)],
        "skills": _by_category(engine),
        "changes": changes(framework.current().engine, engine),
        "full": [role for role in engine.roles.values() if len(role.needs) > NEEDS],
        "most": NEEDS,
        "q": words,
        "found": ladders.search(edition, words) if words else None,
        "form": form or PublishForm(initial={"revision": row.revision}),
        "refused": refused.report.refused[:MOST_PLACES] if refused else [],
        "kept": _("Kept.") if request.GET.get("kept") else "",
    }
    return render(request, "careers/draft.html", context, status=422 if form or refused else 200)


def _has_roles(engine: Framework, family: str) -> bool:
    return any(role.family == family for role in engine.roles.values())


def _by_category(engine: Framework) -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = {}
    for skill in engine.skills.values():
        groups.setdefault(skill.category, []).append(skill)
    return list(groups.items())


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a role, a skill or a family to the draft."""
    demand_keeper(request.user)
    shape = SHAPES[kind]
    if request.method != "POST":
        row = frameworks.own_draft()
        if row is None:
            return redirect("framework-draft")
        form = shape.form(engine=unpack(bytes(row.document)), code=None, piece=None)
        return _piece_page(request, kind, form)
    with frameworks.changing(by=request.user) as draft:
        form = shape.form(request.POST, engine=draft.engine, code=None, piece=None)
        if form.is_valid():
            code = frameworks.new_code(form.name, shape.all(draft.engine))
            shape.put(draft.engine, code, form.piece())
            draft.done(f"{kind}_added", code)
    return _kept() if form.is_valid() else _piece_page(request, kind, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def piece(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Change one piece. Who saves second gets a 409 with everything they wrote, and what stands now beside it."""
    demand_keeper(request.user)
    shape = SHAPES[kind]
    if request.method != "POST":
        return _open(request, kind, code)
    seen, stands, is_kept = request.POST.get("seen", ""), None, False
    with frameworks.changing(by=request.user) as draft:
        stands = shape.read(draft.engine, code)
        form = shape.form(request.POST, engine=draft.engine, code=code, piece=stands)
        if form.is_valid() and seen == _seen(stands):
            if form.piece() != stands:
                shape.put(draft.engine, code, form.piece())
                draft.done(f"{kind}_changed", code)
            is_kept = True
    if is_kept:
        return _kept()
    if not form.is_valid():
        return _piece_page(request, kind, form, code=code, seen=seen, status=422)
    return _conflict(request, kind, form, code, stands)


def _open(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    row = frameworks.own_draft()
    if row is None:
        return redirect("framework-draft")
    engine = unpack(bytes(row.document))
    stands = SHAPES[kind].read(engine, code)
    if stands is None:
        raise frameworks.no_such_piece()
    form = SHAPES[kind].form(engine=engine, code=code, piece=stands)
    return _piece_page(request, kind, form, code=code, seen=_seen(stands))


def _seen(stands: dict[str, Any] | None) -> str:
    return GONE if stands is None else frameworks.fingerprint(stands)


def _conflict(
    request: HttpRequest, kind: str, form: PieceForm, code: str, stands: dict[str, Any] | None
) -> HttpResponse:
    differs = losses.differing(form.engine, form.piece(), stands) if stands is not None else []
    return _piece_page(
        request, kind, form, code=code, seen=_seen(stands), status=409, is_conflict=True, differs=differs
    )


def _piece_page(
    request: HttpRequest,
    kind: str,
    form: PieceForm,
    *,
    code: str = "",
    seen: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    request.nav = "career"
    shown = form.shown.get("title") or form.shown.get("name") or ""
    context = {
        "kind": kind,
        "form": form,
        "code": code,
        "seen": seen,
        "name": shown,
        "most": NEEDS,
        "too_many": kind == "role" and len(form.shown.get("needs", ())) > NEEDS,
        "is_conflict": False,
        "is_gone": seen == GONE,
        "differs": [],
    }
    return render(request, f"careers/draft_{kind}.html", context | more, status=status)


def _kept() -> HttpResponse:
    return redirect(reverse("framework-draft") + "?kept=1")


@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """GET says what would be lost with it; POST takes it out of the draft."""
    demand_keeper(request.user)
    shape = SHAPES[kind]
    if request.method == "POST":
        with frameworks.changing(by=request.user) as draft:
            if shape.read(draft.engine, code) is not None:
                shape.remove(draft.engine, code)
                draft.done(f"{kind}_removed", code)
        return _kept()
    row = frameworks.own_draft()
    if row is None:
        return redirect("framework-draft")
    engine = unpack(bytes(row.document))
    stands = shape.read(engine, code)
    if stands is None:
        raise frameworks.no_such_piece()
    request.nav = "career"
    context = {
        "kind": kind,
        "code": code,
        "name": stands.get("title") or stands.get("name") or code,
        "losses": losses.lost_with(engine, kind, code),
        "back": shape.address(kind, code),
    }
    return render(request, "careers/draft_removal.html", context)


@require_POST
def publication(request: HttpRequest) -> HttpResponse:
    demand_keeper(request.user)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _draft_page(request, form=form)
    try:
        frameworks.publish(by=request.user, **form.cleaned_data)
    except ImportRefusedError as refused:
        return _draft_page(request, form=form, refused=refused)
    except Conflict as conflict:
        form.add_error(None, conflict.sentence)
        answer = _draft_page(request, form=form)
        answer.status_code = 409
        return answer
    return redirect(reverse("framework-versions") + "?published=1")


@require_POST
def draft_removal(request: HttpRequest) -> HttpResponse:
    demand_keeper(request.user)
    frameworks.discard(by=request.user)
    return redirect("framework-draft")
