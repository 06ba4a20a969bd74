from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from colonnade.kernel import clock, crypto
from colonnade.people.models import Person, Relationship

# After a relationship ends its members may still read for so long, to sign what is open; never write.
DAYS_TO_SIGN = 30


def master_keys() -> crypto.MasterKeys:
    return crypto.master_keys(str(settings.COLONNADE_MASTER_KEY_FILE))


def last_day_to_read(now: datetime) -> date:
    """A relationship that ended on this day or before no longer lets anybody read."""
    return (now - timedelta(days=DAYS_TO_SIGN)).date()


class SpaceKey(models.Model):
    """The wrapped data key of a space, in a table of its own so that backups can keep it apart.

    A destroyed key keeps its row without bytes: what it sealed is gone, wherever copies lie.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField(default=clock.now)
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def make(cls) -> SpaceKey:
        """A new key, not yet saved."""
        key = cls()
        key.wrapped = master_keys().wrap(crypto.new_key(), key.pk.bytes)
        return key

    def data_key(self) -> bytes:
        if "_data_key" not in self.__dict__:
            if self.wrapped is None:
                raise crypto.Unreadable("the key of this space was destroyed")
            self._data_key = master_keys().unwrap(bytes(self.wrapped), self.pk.bytes)
        return self._data_key

    def destroy(self) -> None:
        self.wrapped, self.destroyed_at = None, clock.now()
        self.__dict__.pop("_data_key", None)
        self.save(update_fields=["wrapped", "destroyed_at"])


class Space(models.Model):
    """A set of people who may read what lies in it, from when to when, and a key of its own."""

    class Kind(models.TextChoices):
        OWN = "own", "Private"
        ABOUT = "about", "Private, about somebody"
        SIDE = "side", "One side's preparation"
        RATING = "rating", "One side's ratings"
        PAIR = "pair", "Two people"
        EVALUATION = "evaluation", "An evaluation"
        FEEDBACK = "feedback", "Feedback to one person"
        QUESTION = "question", "A question and its answer"
        TRANSCRIPT = "transcript", "Listening mirror"
        PULSE = "pulse", "One side's pulse"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.OneToOneField(SpaceKey, models.PROTECT, related_name="space")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="own_spaces")
    subject = models.ForeignKey(Person, models.PROTECT, null=True, related_name="spaces_about")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=Q(kind="own"), name="one_own_space_each"),
            models.UniqueConstraint(
                fields=["owner", "subject"], condition=Q(kind="about"), name="one_space_per_owner_and_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @classmethod
    @transaction.atomic
    def make(
        cls,
        kind: Kind,
        *members: Person,
        owner: Person | None = None,
        subject: Person | None = None,
    ) -> Space:
        """A new space whose members read from now on."""
        key = SpaceKey.make()
        key.save()
        space = cls.objects.create(kind=kind, key=key, owner=owner, subject=subject)
        for member in members:
            space.admit(member)
        return space

    @classmethod
    def own(cls, person: Person) -> Space:
        """The person's private space; made when first needed."""
        found = cls.objects.select_related("key").filter(kind=cls.Kind.OWN, owner=person).first()
        return found or cls.make(cls.Kind.OWN, person, owner=person)

    @classmethod
    def about(cls, owner: Person, subject: Person) -> Space:
        """Where `owner` keeps private notes about `subject`; erasing the subject destroys its key."""
        found = cls.objects.select_related("key").filter(kind=cls.Kind.ABOUT, owner=owner, subject=subject).first()
        return found or cls.make(cls.Kind.ABOUT, owner, owner=owner, subject=subject)

    @classmethod
    def private_of(cls, person: Person, about: Person | None = None) -> Space:
        return cls.own(person) if about is None or about.pk == person.pk else cls.about(person, about)

    def admit(
        self,
        person: Person,
        *,
        since: datetime | None = None,
        relationship: Relationship | None = None,
    ) -> Membership:
        """Let `person` read from `since` (now) on; an earlier admission is never moved to a later start."""
        since = since or clock.now()
        found = Membership.objects.filter(space=self, person=person, ends_at=None).first()
        if found is None:
            return Membership.objects.create(space=self, person=person, starts_at=since, relationship=relationship)
        if since < found.starts_at:
            found.starts_at = since
            found.save(update_fields=["starts_at"])
        return found

    def dismiss(self, person: Person) -> None:
        """From now on `person` reads nothing here."""
        now = clock.now()
        Membership.objects.filter(space=self, person=person, starts_at__gte=now).delete()
        Membership.objects.filter(space=self, person=person).filter(Q(ends_at=None) | Q(ends_at__gt=now)).update(
            ends_at=now
        )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, now: datetime | None = None) -> MembershipQuerySet:
        """Who may read at this instant. The one rule: lists, checks and reader lists all start here."""
        now = now or clock.now()
        over = last_day_to_read(now)
        return self._within(now).filter(
            Q(relationship=None) | Q(relationship__ends_on=None) | Q(relationship__ends_on__gt=over)
        )

    def writing(self, now: datetime | None = None) -> MembershipQuerySet:
        """Who may write at this instant: the days to sign are for reading only."""
        now = now or clock.now()
        return self._within(now).filter(
            Q(relationship=None) | Q(relationship__ends_on=None) | Q(relationship__ends_on__gt=now.date())
        )

    def _within(self, now: datetime) -> MembershipQuerySet:
        return self.filter(starts_at__lte=now).filter(Q(ends_at=None) | Q(ends_at__gt=now))


class Membership(models.Model):
    """A person may read a space from an instant to an instant; may rest on a relationship and end with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    relationship = models.ForeignKey(Relationship, models.PROTECT, null=True, related_name="memberships")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=models.F("starts_at")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["space", "person"], condition=Q(ends_at=None), name="one_open_membership_each"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "space", "ends_at", "starts_at"], name="membership_of_person"),
            models.Index(fields=["space", "person"], name="membership_of_space"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.space_id}"
