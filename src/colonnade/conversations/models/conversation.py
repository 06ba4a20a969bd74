from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from colonnade.activity.models import record
from colonnade.conversations import lifecycle, purposes
from colonnade.conversations.lifecycle import State
from colonnade.kernel import clock
from colonnade.kernel.errors import NotYours, Refusal
from colonnade.people.models import Person, Relationship
from colonnade.spaces.access import demand_writing, readable_spaces
from colonnade.spaces.models import Space

REVIEW_AFTER_DAYS = 90


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, person: Person | uuid.UUID, now: datetime | None = None) -> ConversationQuerySet:
        """The talks whose pair space this person reads now."""
        return self.filter(pair_space__in=readable_spaces(person, now))

    def with_people(self) -> ConversationQuerySet:
        return self.select_related("employee", "counterpart", "pair_space__key")

    def open(self) -> ConversationQuerySet:
        return self.exclude(state__in=[*lifecycle.FINAL, State.LAPSED])


class Conversation(models.Model):
    """A talk of two people with one purpose. Process facts only: every word of it lies in a space."""

    class Role(models.TextChoices):
        MANAGER = "manager", "manager"
        LEADER = "leader", "leader"
        MENTOR = "mentor", "mentor"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=24)
    is_short = models.BooleanField(default=False)
    is_now = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField()
    employee = models.ForeignKey(Person, models.PROTECT, related_name="talks_as_employee")
    counterpart = models.ForeignKey(Person, models.PROTECT, related_name="talks_as_counterpart")
    counterpart_role = models.CharField(max_length=8, choices=Role.choices)
    starter = models.ForeignKey(Person, models.PROTECT, related_name="talks_started")
    relationship = models.ForeignKey(Relationship, models.PROTECT, null=True, related_name="+")
    pair_space = models.OneToOneField(Space, models.PROTECT, related_name="talk")
    employee_space = models.OneToOneField(Space, models.PROTECT, related_name="talk_as_employee_side")
    counterpart_space = models.OneToOneField(Space, models.PROTECT, related_name="talk_as_counterpart_side")

    state = models.CharField(max_length=16, choices=State.choices, default=State.PLANNED)
    state_before = models.CharField(max_length=16, choices=State.choices, blank=True)
    paused_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(default=clock.now)
    invited_at = models.DateTimeField(null=True)
    last_proposed_at = models.DateTimeField(null=True)
    time_proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    moves = models.PositiveSmallIntegerField(default=0)
    meets_at = models.DateTimeField(null=True)
    time_agreed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    segment = models.PositiveSmallIntegerField(default=0)
    segment_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    no_feedback_today = models.BooleanField(default=False)
    no_goal_today = models.BooleanField(default=False)
    summary_number = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    first_checkin_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    room_version = models.PositiveIntegerField(default=1)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(employee=models.F("counterpart")), name="two_people_talk"),
            models.CheckConstraint(
                condition=Q(starter=models.F("employee")) | Q(starter=models.F("counterpart")),
                name="one_of_the_two_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "state", "meets_at"], name="talk_of_employee"),
            models.Index(fields=["counterpart", "state", "meets_at"], name="talk_of_counterpart"),
        ]

    # What a review decided lies above this app; it sets this before `finish_review`.
    is_reviewed = False

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

    # ---- starting

    @classmethod
    @transaction.atomic
    def start(
        cls,
        *,
        by: Person,
        employee: Person,
        counterpart: Person,
        purpose: str,
        is_short: bool = False,
        is_now: bool = False,
    ) -> Conversation:
        """A planned talk; until the invitation is sent only its starter sees it."""
        if by.pk not in (employee.pk, counterpart.pk):
            raise NotYours
        kind = purposes.purposes()[purpose]
        relation = _relation(employee, counterpart, mentoring=kind.is_mentoring)
        pair = Space.make(Space.Kind.PAIR)
        pair.admit(by, relationship=relation if by == counterpart else None)
        talk = cls.objects.create(
            purpose=purpose,
            is_short=is_short,
            is_now=is_now,
            minutes=purposes.SHORT_FORM_MINUTES if is_short else kind.minutes,
            employee=employee,
            counterpart=counterpart,
            counterpart_role=_role(kind, relation),
            starter=by,
            relationship=relation,
            pair_space=pair,
            employee_space=Space.make(Space.Kind.SIDE, employee),
            counterpart_space=Space.make(Space.Kind.SIDE, counterpart),
        )
        record("talk.started", talk, by=by)
        return talk

    # ---- the two people

    def side_of(self, person: Person) -> str:
        return "employee" if person.pk == self.employee_id else "counterpart"

    def other_of(self, person: Person) -> Person:
        return self.counterpart if person.pk == self.employee_id else self.employee

    def space_of(self, person: Person) -> Space:
        """The side space of this person's sealed preparation."""
        return self.employee_space if person.pk == self.employee_id else self.counterpart_space

    def private_space(self, person: Person) -> Space:
        """Where drafts and private notes of this talk lie: the employee's own, the counterpart's about them."""
        return Space.private_of(person, None if person.pk == self.employee_id else self.employee)

    @property
    def drafter_id(self) -> uuid.UUID:
        return self.employee_id if self.kind.is_mentoring else self.counterpart_id

    @property
    def kind(self) -> purposes.Purpose:
        return purposes.purposes()[self.purpose]

    # ---- acts

    @transaction.atomic
    def act(self, name: str, *, by: Person) -> bool:
        """Do one act of the table: checks who and what it needs, moves the state, writes one event.

        Raises `NotYours` or `Refusal`. Returns whether the state moved.
        """
        self.lock()
        self.state = lifecycle.state_at(self, clock.now())
        rule = lifecycle.TABLE[name]
        if not rule.who(self, by):
            raise NotYours
        demand_writing(by, self.pair_space)
        if self.state not in rule.starts:
            raise Refusal(
                _("That is not possible while the talk is “{state}”.").format(state=self.get_state_display())
            )
        for need in rule.needs:
            missing = need(self)
            if missing:
                raise Refusal(missing)
        return self._move(rule, by)

    def lock(self) -> None:
        """Hold this talk for the transaction, with its facts as they are now."""
        fresh = Conversation.objects.select_for_update().get(pk=self.pk)
        for field in self._meta.concrete_fields:
            if not field.is_relation:
                setattr(self, field.attname, getattr(fresh, field.attname))

    def _move(self, rule: lifecycle.Rule, by: Person) -> bool:
        before = State(self.state)
        after = rule.leads_to(self) if callable(rule.leads_to) else rule.leads_to
        if after == State.PAUSED:
            self.state_before, self.paused_at = before, clock.now()
        self.state = after
        self.save()
        record(f"talk.{rule.name}", self, by=by, before=str(before), after=str(after))
        return before != after

    # ---- what guards and pages ask

    def state_now(self) -> State:
        return lifecycle.state_at(self, clock.now())

    def sealed_by(self) -> set[uuid.UUID]:
        return {ready.person_id for ready in self.readiness.all() if ready.how == Readiness.How.SEALED}

    def both_sealed(self) -> bool:
        return self.readiness.filter(how=Readiness.How.SEALED).count() == 2

    def chose_together(self) -> bool:
        return self.readiness.filter(how=Readiness.How.TOGETHER).count() == 2

    def opens_by_clock(self, now: datetime) -> bool:
        """A side is late: a day before the talk (short notice: at its time) the sealed side need not wait longer."""
        if self.meets_at is None or self.time_agreed_at is None:
            return False
        short = self.meets_at - self.time_agreed_at < timedelta(hours=lifecycle.HOURS_OF_SHORT_NOTICE)
        opens = self.meets_at if short else self.meets_at - timedelta(hours=lifecycle.HOURS_BEFORE_OPENING)
        return now >= opens and self.readiness.filter(how=Readiness.How.SEALED).exists()

    def purpose_stands(self) -> bool:
        line = self.purposes.first()
        if line is None:
            return False
        yes = line.confirmations.filter(version=line.version).values_list("person", flat=True)
        return set(yes) == {self.employee_id, self.counterpart_id}

    def both_agreed(self) -> bool:
        newest = self.summary_versions.filter(number=self.summary_number).first()
        if newest is None:
            return False
        yes = newest.agreements.values_list("person", flat=True)
        return set(yes) == {self.employee_id, self.counterpart_id}

    def touch_room(self) -> None:
        """Let the other side's open room know that there is something new."""
        Conversation.objects.filter(pk=self.pk).update(room_version=models.F("room_version") + 1)


def _relation(employee: Person, counterpart: Person, *, mentoring: bool) -> Relationship | None:
    kind = Relationship.Kind.MENTOR if mentoring else Relationship.Kind.MANAGER
    return Relationship.objects.current().filter(kind=kind, subject=employee, other=counterpart).first()


def _role(kind: purposes.Purpose, relation: Relationship | None) -> str:
    if kind.is_mentoring:
        return Conversation.Role.MENTOR
    return Conversation.Role.MANAGER if relation else Conversation.Role.LEADER


class ProposedTime(models.Model):
    """A time somebody proposed; those of one round stand together, a new round replaces them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="times")
    at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Readiness(models.Model):
    """One side's word: I have sealed my preparation, or let us prepare together."""

    class How(models.TextChoices):
        SEALED = "sealed", "sealed"
        TOGETHER = "together", "together"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="readiness")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=How.choices)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "person", "how"], name="ready_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.how}"
