from __future__ import annotations

from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from colonnade.activity.models import record
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.people.models import Person
from colonnade.spaces.models import SealedText, Words


class Goal(Words):
    """A goal set together, with its measure, its reasons on both sides and the plan for its obstacle."""

    seal_label = "goals.goal"

    class Kind(models.TextChoices):
        LEARNING = "learning", _("Learning")
        BEHAVIOUR = "behaviour", _("Behaviour")
        PERFORMANCE = "performance", _("Result")

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        ON_TRACK = "on_track", _("on track")
        STUCK = "stuck", _("a little stuck")
        DONE = "done", _("done")
        CHANGED = "changed", _("changed")
        STOPPED = "stopped", _("stopped on purpose")

    OPEN = (Status.PLANNED, Status.ON_TRACK, Status.STUCK, Status.CHANGED)

    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PLANNED)
    deadline = models.DateField(null=True)
    statement = SealedText(limit=600)
    measure = SealedText(limit=600)
    baseline = SealedText(limit=400)
    target = SealedText(limit=400)
    means = SealedText(limit=600)
    why_me = SealedText(limit=600)
    why_org = SealedText(limit=600)
    obstacle = SealedText(limit=600)
    if_this = SealedText(limit=400)
    then_that = SealedText(limit=400)
    stop_when = SealedText(limit=400)

    class Meta:
        indexes = [
            models.Index(fields=["space", "status", "deadline"], name="goal_in_space"),
            models.Index(fields=["owner", "status"], name="goal_of_owner"),
        ]

    @transaction.atomic
    def change(self, *, by: Person, expected: int, reason: str, **values: object) -> None:
        """Save new values over the version the writer saw; one row a field keeps who changed what, and why."""
        if self.status not in self.OPEN:
            raise Refusal(_("This goal is “{state}”; it stays as it was.").format(state=self.get_status_display()))
        before = {name: getattr(self, name) for name in values}
        changed = {name: value for name, value in values.items() if value != before[name]}
        if not changed:
            return
        self.revise(expected=expected, **changed)
        now = clock.now()
        for name, value in changed.items():
            Change.write(
                space=self.space,
                author=by,
                goal=self,
                fields=name,
                old=str(before[name] or ""),
                new=str(value or ""),
                reason=reason,
                written_at=now,
            )
        record("goal.changed", self, by=by, fields=",".join(changed))

    @transaction.atomic
    def settle(self, status: str, *, by: Person, reason: str = "") -> None:
        """Move to a status; the same status again changes nothing."""
        if status == self.status:
            return
        Change.write(
            space=self.space,
            author=by,
            goal=self,
            fields="status",
            old=self.status,
            new=status,
            reason=reason,
        )
        self.status = status
        self.save(update_fields=["status"])
        record("goal.settled", self, by=by, status=status)


class Milestone(Words):
    """A step on the way to a goal, with its day."""

    seal_label = "goals.milestone"

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="milestones")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    text = SealedText(limit=400)

    @transaction.atomic
    def finish(self, *, by: Person) -> None:
        """Done today; said twice changes nothing."""
        if self.done_on is None:
            self.done_on = by.today
            self.save(update_fields=["done_on"])
            record("milestone.done", self.goal, by=by)

    @transaction.atomic
    def reopen(self, *, by: Person) -> None:
        if self.done_on is not None:
            self.done_on = None
            self.save(update_fields=["done_on"])
            record("milestone.reopened", self.goal, by=by)


class Promise(Words):
    """An action with one owner and a date; the counterpart's promises count as much as the employee's."""

    seal_label = "goals.promise"

    class Kind(models.TextChoices):
        WORK_PRACTICE = "work_practice", _("real work")
        LEARNING = "learning", _("learning")
        PEOPLE = "people", _("people to meet")
        SUPPORT = "support", _("support")
        SPONSOR = "sponsor", _("opens a door")
        EXPLORE = "explore", _("to find out")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("kept")
        DROPPED = "dropped", _("dropped")

    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, related_name="promises")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    due_on = models.DateField()
    settled_on = models.DateField(null=True)
    moved = models.PositiveSmallIntegerField(default=0)
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    pair_only = models.BooleanField(default=False)
    text = SealedText(limit=400)
    resource = SealedText(limit=400)
    note = SealedText(limit=1000)

    class Meta:
        indexes = [
            models.Index(fields=["space", "status", "due_on"], name="promise_in_space"),
            models.Index(fields=["owner", "status", "due_on"], name="promise_of_owner"),
            models.Index(fields=["to", "status", "due_on"], name="promise_to"),
        ]

    @transaction.atomic
    def settle(self, status: str, *, by: Person, note: str = "") -> None:
        """Kept, or dropped with a reason. Only its owner says so."""
        self._by_owner(by)
        if status == self.status:
            return
        Change.write(
            space=self.space,
            author=by,
            promise=self,
            fields="status",
            old=self.status,
            new=status,
            reason=note,
        )
        self.status, self.note, self.settled_on = status, note, by.today
        self.save(update_fields=["status", "note", "settled_on"])
        record("promise.settled", self, by=by, status=status)

    @transaction.atomic
    def move(self, due_on: date, *, by: Person, reason: str) -> None:
        """To another day, with a reason both can read."""
        self._by_owner(by)
        if self.status != self.Status.OPEN:
            raise Refusal(_("This promise is “{state}”; its day stays.").format(state=self.get_status_display()))
        if due_on == self.due_on:
            return
        Change.write(
            space=self.space,
            author=by,
            promise=self,
            fields="due_on",
            old=self.due_on.isoformat(),
            new=due_on.isoformat(),
            reason=reason,
        )
        self.due_on, self.moved = due_on, self.moved + 1
        self.save(update_fields=["due_on", "moved"])
        record("promise.moved", self, by=by, on=due_on.isoformat())

    def _by_owner(self, by: Person) -> None:
        if by.pk != self.owner_id:
            raise NotYours


class Change(Words):
    """Who changed what in a goal or promise, from what to what, and why."""

    seal_label = "goals.change"

    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="changes")
    promise = models.ForeignKey(Promise, models.CASCADE, null=True, related_name="changes")
    fields = models.CharField(max_length=200)
    old = SealedText()
    new = SealedText()
    reason = SealedText(limit=1000)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(goal=None) ^ models.Q(promise=None), name="change_of_a_goal_or_a_promise"
            ),
        ]
