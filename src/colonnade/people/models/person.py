from __future__ import annotations

import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from colonnade.kernel import clock


def known_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(f"{name} is not a time zone; Europe/London is one.")


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> PersonQuerySet:
        return self.filter(ended_at=None)

    def by_name(self) -> PersonQuerySet:
        return self.order_by(Lower("name"), "pk")


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def create_person(self, name: str, email: str = "", password: str | None = None, **facts: object) -> Person:
        person = self.model(name=name.strip(), email=(email or "").strip().lower() or None, **facts)
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save(using=self._db)
        return person

    create_user = create_person

    def get_by_natural_key(self, email: str) -> Person:
        return self.get(email=email.lower())


class Person(AbstractBaseUser):
    """Somebody in the organisation. Who never signs in has no usable password."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("work address", unique=True, null=True, blank=True)
    name = models.CharField(max_length=120)
    spoken_name = models.CharField("name as spoken", max_length=60, blank=True)
    title = models.CharField("job title", max_length=120, blank=True)
    role_code = models.CharField("role in the framework", max_length=120, blank=True)
    language = models.CharField(max_length=10, default="en")
    time_zone = models.CharField(max_length=60, default="UTC", validators=[known_zone])
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="people")
    shows_hints = models.BooleanField("hints while writing", default=True)
    is_administrator = models.BooleanField(default=False)
    joined_on = models.DateField(default=clock.today)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="person_has_a_name")]
        indexes = [models.Index(Lower("name"), "id", name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return self.ended_at is None

    @property
    def spoken(self) -> str:
        """How one speaks of this person: Priyam, not Priyam Sarvani."""
        return self.spoken_name or self.name.split()[0]

    @property
    def zone(self) -> ZoneInfo:
        return clock.zone_of(self.time_zone)

    @property
    def today(self) -> date:
        return clock.today(self.time_zone)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """No permission system stands beside the spaces; nobody has a way around them."""
        return False
