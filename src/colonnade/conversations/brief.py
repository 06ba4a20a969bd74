"""The brief before a talk: what the reader may see of the pair's last agreements and of what came since.

Every line is found anew from the rows it links to; nothing is stored, and no line is about anybody but the two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from colonnade.careers import access as careers
from colonnade.careers.framework import skill_words, skills
from colonnade.evidence.access import items_in, own_achievements
from colonnade.feedback.models import Feedback
from colonnade.goals.models import Goal, Promise
from colonnade.people.models import Person
from colonnade.ui.dates import day

from .access import talks_between
from .models import Conversation, Mark, Note, SharedAnswer

MOST_LINES = 6
LETTERS = 160
# Ratings this far apart are talked about before anything is agreed.
FAR_APART = 2


@dataclass(frozen=True)
class Line:
    """One fact, where it stands, and two or three words about its state."""

    text: str
    url: str
    meta: tuple[str, ...] = ()
    mine: bool = False


@dataclass
class Section:
    key: str
    title: str
    lines: list[Line] = field(default_factory=list)
    none: str = ""

    @property
    def shown(self) -> list[Line]:
        return self.lines[:MOST_LINES]

    @property
    def more(self) -> int:
        return len(self.lines) - len(self.shown)


@dataclass(frozen=True)
class Ground:
    """Who reads about which talk, what the two had before it, and since when things are new."""

    talk: Conversation
    me: Person
    other: Person
    earlier: list[Conversation]

    @property
    def since(self) -> datetime | None:
        return max((one.met_at for one in self.earlier if one.met_at), default=None)

    def talk_of(self, space_id: object) -> Conversation:
        return next((one for one in [self.talk, *self.earlier] if one.pair_space_id == space_id), self.talk)

    def address(self, name: str, space_id: object, anchor: str = "") -> str:
        return reverse(name, args=[self.talk_of(space_id).pk]) + anchor

    @property
    def spaces(self) -> list[object]:
        return [one.pair_space_id for one in [self.talk, *self.earlier]]


def brief_of(talk: Conversation, me: Person) -> list[Section]:
    """The sections of the brief, each with lines the reader may open."""
    earlier = [one for one in talks_between(talk.employee, talk.counterpart, me) if one.pk != talk.pk]
    ground = Ground(talk, me, talk.other_of(me), earlier)
    goals = _goals_and_promises(ground)
    found = [_carried(ground), *goals, _since(ground), _feedback(ground), _differences(ground), _questions(ground)]
    return sorted(found, key=lambda section: not section.lines)


def _short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(LETTERS)


def _carried(ground: Ground) -> Section:
    """Notes of the pair's earlier talks that one of them left for the next."""
    section = Section("carried", _("Left for this time"), none=_("Nothing was left over."))
    rows = Note.objects.readable_by(ground.me).filter(conversation__in=ground.earlier, for_next_time=True)
    for one in rows.select_related("author", "key").order_by("-written_at"):
        who = _("you wrote") if one.author_id == ground.me.pk else _("{name} wrote").format(name=one.author.spoken)
        url = ground.address("talk-room", one.space_id, f"#note-{one.pk}")
        section.lines.append(Line(_short(one.text), url, (who,), one.author_id == ground.me.pk))
    return section


def _goals_and_promises(ground: Ground) -> list[Section]:
    promises = Promise.objects.readable_by(ground.me).filter(space__in=ground.spaces).select_related("owner", "key")
    agreed = Section("promises", _("What we promised"), none=_("No promise is on the table yet."))
    for one in promises.order_by("status", "due_on", "pk"):
        state = _promise_state(one)
        who = _("you") if one.owner_id == ground.me.pk else one.owner.spoken
        url = ground.address("talk-promises", one.space_id)
        agreed.lines.append(Line(_short(one.text), url, (who, state), one.owner_id == ground.me.pk))
    agreed.lines.sort(key=lambda line: line.meta[1] == Promise.Status.KEPT.label)
    rows = Goal.objects.readable_by(ground.me).filter(space__in=ground.spaces, status__in=Goal.OPEN)
    pulse = Section("goals", _("How the goals stand"), none=_("No goal is open."))
    for goal in rows.select_related("owner", "key").order_by("deadline", "pk"):
        who = _("yours") if goal.owner_id == ground.me.pk else goal.owner.spoken
        url = reverse("talk-goal", args=[ground.talk_of(goal.space_id).pk, goal.pk])
        meta = (who, str(goal.get_status_display()))
        pulse.lines.append(Line(_short(goal.statement), url, meta, goal.owner_id == ground.me.pk))
    return [agreed, pulse]


def _promise_state(one: Promise) -> str:
    if one.status == Promise.Status.OPEN and one.moved:
        return _("open, moved with a reason")
    return str(one.get_status_display())


def _since(ground: Ground) -> Section:
    """What went well since the last talk: one's own lines; of the other only what they show in the talk itself."""
    section = Section("since", _("What you kept since"), none=_("Nothing kept since. One line a week is enough."))
    if ground.me.pk != ground.talk.employee_id:
        section.title = _("What {name} put on the table").format(name=ground.other.spoken)
        section.none = _("Nothing is on the table yet.")
        rows = [(one.says, one.on) for one in items_in(ground.talk.pair_space, ground.me)]
    else:
        found = own_achievements(ground.me)
        if ground.since:
            found = found.filter(happened_on__gte=ground.since.date())
        rows = [(one.text, one.happened_on) for one in found[: MOST_LINES + 1]]
    url = reverse("talk-evidence", args=[ground.talk.pk])
    section.lines = [Line(_short(text), url, (day(on),)) for text, on in rows]
    return section


def _feedback(ground: Ground) -> Section:
    """What the two gave each other since, wherever both may read it."""
    pair = (ground.me, ground.other)
    rows = Feedback.objects.readable_by(ground.me).filter(author__in=pair, receiver__in=pair).exclude(given_at=None)
    if ground.since:
        rows = rows.filter(given_at__gte=ground.since)
    section = Section("feedback", _("Feedback since"), none=_("None since you last talked."))
    for one in rows.select_related("author", "key").order_by("-given_at"):
        who = _("from you") if one.author_id == ground.me.pk else _("from {name}").format(name=one.author.spoken)
        url = ground.address("talk-feedback", one.space_id, f"#feedback-{one.pk}")
        meta = (who, str(one.get_kind_display()))
        section.lines.append(Line(_short(one.behaviour or one.situation), url, meta, one.author_id == ground.me.pk))
    return section


def _differences(ground: Ground) -> Section:
    """Skills that both rated two or more apart: examples first, numbers last."""
    section = Section(
        "differences", _("Where your ratings differ"), none=_("None that lie open differ by two or more.")
    )
    pairs: dict[tuple[str, str], dict[bool, int]] = {}
    for row in careers.ratings_between(ground.talk.employee, ground.me, ground.other):
        if row.level is not None:
            pairs.setdefault((row.role_code, row.skill_code), {})[row.author_id == ground.me.pk] = row.level
    words = skill_words()
    for (role, skill), levels in pairs.items():
        if len(levels) == 2 and abs(levels[True] - levels[False]) >= FAR_APART and skill in skills():
            url = reverse("talk-ratings", args=[ground.talk.pk]) + f"?role={role}#skill-{skill}"
            meta = (
                _("you: {word}").format(word=words[levels[True]]),
                _("{name}: {word}").format(name=ground.other.spoken, word=words[levels[False]]),
            )
            section.lines.append(Line(skills()[skill].name, url, meta))
    return section


def _questions(ground: Ground) -> Section:
    """Answers of this talk's preparation that one of the two marked to ask about."""
    section = Section("questions", _("Questions left open"), none=_("Nobody marked an answer to ask about."))
    marked = Mark.objects.filter(kind=Mark.Kind.ASK, person__in=(ground.me, ground.other)).values("answer")
    rows = SharedAnswer.objects.readable_by(ground.me).filter(Q(conversation=ground.talk) & Q(pk__in=marked))
    url = reverse("talk-preparation", args=[ground.talk.pk])
    for one in rows.select_related("author", "key").order_by("written_at", "pk"):
        who = _("you wrote") if one.author_id == ground.me.pk else _("{name} wrote").format(name=one.author.spoken)
        section.lines.append(Line(_short(one.text), url, (who,), one.author_id == ground.me.pk))
    return section
