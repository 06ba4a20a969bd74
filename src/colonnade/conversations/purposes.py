"""The eight purposes as data: timings, question banks, agendas and prompts from the words that ship."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy

from colonnade.kernel.content import content

MOST_QUESTIONS = 8
SHORT_FORM_MINUTES = 30


@dataclass(frozen=True)
class Question:
    id: str
    text: str
    required: bool
    private: bool
    module: str = ""


@dataclass(frozen=True)
class Segment:
    minutes: int
    name: str
    lead: str


@dataclass(frozen=True)
class Purpose:
    id: str
    label: str
    hr_label: str | None
    prefix: str
    minutes: int
    invite_days_before: int
    prep_due_days_before: int
    first_checkin_days: int
    cadence: str
    is_mentoring: bool
    needs_limits: bool

    def agenda(self, *, short: bool) -> list[Segment]:
        """The parts of the talk; their minutes add up to its length."""
        parts = content()["agendas"]["short_30" if short else self.id]
        return [Segment(part["min"], part["seg"], part["lead"]) for part in parts]

    def questions(self, side: str, *, short: bool = False) -> tuple[list[Question], list[Question]]:
        """At most eight to show first (three in the short form), and the rest under "more"."""
        bank = _bank(self.id, side)
        required = [q for q in bank if q.required]
        if short:
            first = required[:3]
        else:
            own = [q for q in bank if not q.required and not q.private and q.id.startswith(self.prefix)]
            first = (required + own)[:MOST_QUESTIONS]
        return first, [*(q for q in bank if q not in first), *modules_for(self, side)]

    def required(self, side: str, *, short: bool = False) -> list[Question]:
        return [q for q in self.questions(side, short=short)[0] if q.required]


@dataclass(frozen=True)
class Module:
    """Further questions that one may take along; every one may be skipped."""

    id: str
    title: str
    sides: tuple[str, ...]
    purposes: tuple[str, ...]


# Which talks a module helps in: the three-talk series and feedforward are for whoever the talk is about.
_GUIDING = ("career_guidance", "stay", "new_role", "mentor_session")
MODULES = (
    Module("long_arc", gettext_lazy("A series of three talks: story, dreams, plan"), ("employee",), _GUIDING),
    Module(
        "feedforward",
        gettext_lazy("When it went well: look there first"),
        ("employee",),
        (*_GUIDING, "review_followup", "return_from_leave"),
    ),
    Module(
        "receiving_feedback",
        gettext_lazy("Feedback that is hard to hear"),
        ("employee", "counterpart"),
        ("review_followup", "promotion_readiness"),
    ),
)


def modules_for(purpose: Purpose, side: str) -> list[Question]:
    """The questions of every module that fits, none of them required."""
    return [
        Question(raw["id"], raw["t"], required=False, private=False, module=str(module.title))
        for module in MODULES
        if side in module.sides and purpose.id in module.purposes
        for raw in content()["modules"][module.id]
    ]


@lru_cache(maxsize=1)
def purposes() -> dict[str, Purpose]:
    return {key: _purpose(key, raw) for key, raw in content()["purposes"].items()}


def choices() -> list[tuple[str, str]]:
    return [(purpose.id, purpose.label) for purpose in purposes().values()]


def _purpose(key: str, raw: dict) -> Purpose:
    return Purpose(
        id=key,
        label=raw["label"],
        hr_label=raw["hr_label"],
        prefix=raw["prefix"],
        minutes=raw["minutes"],
        invite_days_before=raw["invite_days_before"],
        prep_due_days_before=raw["prep_due_days_before"],
        first_checkin_days=raw["first_checkin_days"],
        cadence=raw["cadence"],
        is_mentoring=raw.get("counterpart_role") == "mentor",
        needs_limits=key == "promotion_readiness",
    )


@lru_cache(maxsize=32)
def _bank(purpose: str, side: str) -> tuple[Question, ...]:
    """Core questions the purpose keeps, then its own; which are required follows the purpose's entry."""
    raw = content()["purposes"][purpose]
    column = "employee" if side == "employee" else "manager"
    core = [
        q
        for q in content()["questions"]["core"][column]
        if q["id"] in raw.get("core", [q["id"]]) and q["id"] not in raw.get("core_without", [])
    ]
    own = content()["questions"][purpose][column]
    demanded = raw.get("required")
    return tuple(
        Question(
            id=q["id"],
            text=q["t"],
            required=q["id"] in demanded if demanded else q.get("required", False),
            private="visibility" in q,
        )
        for q in [*core, *own]
    )


def question_text(question_id: str) -> str:
    return _texts().get(question_id, "")


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    banks = {q["id"]: q["t"] for bank in content()["questions"].values() for column in bank.values() for q in column}
    return banks | {q["id"]: q["t"] for module in content()["modules"].values() for q in module}


def ground_rules(readers: str) -> list[tuple[str, str]]:
    """The rules read aloud, with the readers' names filled in."""
    return [(rule["id"], rule["text"].replace("{readers}", readers)) for rule in content()["ground_rules"]]


def prompts(segment: Segment, side: str) -> list[str]:
    """A few things to say when stuck; the one who listens gets listening prompts."""
    listening = content()["listening_prompts"]
    leads = segment.lead == side or (segment.lead == "counterpart" and side == "counterpart")
    kinds = ("process", "respond") if leads else ("sense", "respond")
    return [text for kind in kinds for text in listening[kind][:3]]
