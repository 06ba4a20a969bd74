"""Whose goals and promises a person may read: the members of each space."""

from __future__ import annotations

from colonnade.people.models import Person
from colonnade.spaces.models import Space

from .models import Change, Goal, Milestone, Promise


def goals_in(space: Space, person: Person):
    return Goal.objects.readable_by(person).filter(space=space).order_by("written_at", "pk")


def open_goals_of(owner: Person, person: Person):
    return Goal.objects.readable_by(person).filter(owner=owner, status__in=Goal.OPEN).order_by("deadline", "pk")


def promises_in(space: Space, person: Person):
    return Promise.objects.readable_by(person).filter(space=space).order_by("due_on", "pk")


def promises_of_or_to(person: Person):
    """Both sides' open promises of all the person's talks."""
    mine = Promise.objects.readable_by(person).filter(owner=person)
    theirs = Promise.objects.readable_by(person).filter(to=person)
    return (mine | theirs).select_related("owner", "to", "key").order_by("due_on", "pk")


def milestones_of(goals, person: Person):
    return Milestone.objects.readable_by(person).filter(goal__in=goals).order_by("due_on")


def changes_of(goals, promises, person: Person):
    readable = Change.objects.readable_by(person)
    return (readable.filter(goal__in=goals) | readable.filter(promise__in=promises)).select_related("author", "key")
