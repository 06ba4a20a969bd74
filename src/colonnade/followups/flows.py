"""What keeps an agreement alive: check-ins, the look-back, the closing."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from colonnade.activity.models import record
from colonnade.conversations.access import demand_part
from colonnade.conversations.flows import calling_off
from colonnade.conversations.flows.starting import tell
from colonnade.conversations.lifecycle import HELD, TAKES_NOTHING_NEW, State
from colonnade.conversations.models import Conversation
from colonnade.goals.models import Goal
from colonnade.kernel import clock
from colonnade.kernel.errors import Refusal
from colonnade.people.models import Person

from . import access
from .models import CheckIn, Decision, Learned, RecordWord

CHECK_IN_EVERY_DAYS = 42


@transaction.atomic
def check_in(
    talk: Conversation,
    *,
    by: Person,
    goal: Goal | None,
    progress: str,
    obstacle: str = CheckIn.Obstacle.NONE,
    help_wanted: str = CheckIn.Help.NO,
    line: str = "",
) -> CheckIn:
    """Three taps and a line; help asked reaches the other side at once, without the words."""
    demand_part(talk, by)
    if talk.state_now() not in (State.FOLLOWING_UP, State.REVIEW_DUE):
        raise Refusal(_("Check-ins start when both have agreed the summary."))
    kept = CheckIn.write(
        space=talk.pair_space,
        author=by,
        conversation=talk,
        goal=goal,
        on=by.today,
        progress=progress,
        obstacle=obstacle,
        help_wanted=help_wanted,
        line=line,
    )
    if goal is not None and goal.owner_id == by.pk:
        goal.settle(progress, by=by)
    if help_wanted == CheckIn.Help.YES:
        other = talk.other_of(by)
        tell(
            talk,
            other,
            f"help-{kept.pk}",
            _("{name} would like help").format(name=by.spoken),
            _("Can you offer ten minutes this week?"),
        )
    record("goal.checked_in", talk, by=by, progress=progress)
    return kept


@transaction.atomic
def look_back(talk: Conversation, *, by: Person) -> None:
    """Begin the look-back, on its day or before."""
    if talk.state_now() != State.REVIEW_DUE:
        talk.act("look_back", by=by)
        talk.review_on = min(talk.review_on or by.today, by.today)
        talk.save()


@transaction.atomic
def decide(talk: Conversation, goal: Goal, what: str, *, by: Person, reason: str = "") -> Decision:
    """Keep, change, finish or stop a goal; a stop or a change says why."""
    demand_part(talk, by)
    talk.lock()
    if talk.state_now() != State.REVIEW_DUE:
        raise Refusal(_("Goals are decided in the look-back."))
    if what in (Decision.What.STOP, Decision.What.CHANGE) and not reason.strip():
        raise Refusal(_("Say in a line why it is changed or stopped; that is no failure."))
    decision = Decision.objects.readable_by(by).filter(goal=goal, round=talk.review_on).first()
    if decision is None:
        decision = Decision.write(
            space=talk.pair_space,
            author=by,
            conversation=talk,
            goal=goal,
            round=talk.review_on,
            what=what,
            reason=reason,
        )
    else:
        decision.what, decision.reason, decision.author = what, reason, by
        decision.version += 1
        decision.save()
    status = {
        Decision.What.FINISH: Goal.Status.DONE,
        Decision.What.STOP: Goal.Status.STOPPED,
        Decision.What.CHANGE: Goal.Status.CHANGED,
    }.get(what)
    if status is None and goal.status not in Goal.OPEN:
        # Decided otherwise earlier in this look-back, and thought better of.
        status = Goal.Status.PLANNED
    if status:
        goal.settle(status, by=by, reason=reason)
    return decision


@transaction.atomic
def finish_look_back(talk: Conversation, *, by: Person) -> None:
    """Every goal has its decision: on to the next ninety days, or to the closing when no goal is open."""
    talk.is_reviewed = not undecided(talk)
    talk.act("finish_review", by=by)
    talk.review_on = by.today + clock.days(90)
    talk.save()


def undecided(talk: Conversation) -> list[Goal]:
    """Goals of the talk that this look-back has not decided yet."""
    decided = Decision.objects.filter(conversation=talk, round=talk.review_on).values("goal")
    joined = talk.talk_goals.exclude(goal__in=decided).filter(goal__status__in=Goal.OPEN)
    return list(Goal.objects.filter(pk__in=joined.values("goal")).only("pk"))


@transaction.atomic
def close(talk: Conversation, *, by: Person, learned: str = "") -> None:
    """End it, with one line of what was learned."""
    if learned.strip():
        keep_learned(talk, learned, by=by)
    calling_off.close(talk, by=by)


def keep_learned(talk: Conversation, text: str, *, by: Person) -> None:
    demand_part(talk, by)
    found = Learned.objects.readable_by(by).filter(conversation=talk, author=by).first()
    if found is None:
        Learned.write(space=talk.pair_space, author=by, conversation=talk, text=text)
        return
    found.text, found.version = text, found.version + 1
    found.save()


@transaction.atomic
def say_of_record(talk: Conversation, said: dict[str, str], *, by: Person) -> None:
    """Keep what one of the two says of the record, criterion by criterion; "" takes an answer away."""
    demand_part(talk, by)
    talk.lock()
    if talk.state_now() not in HELD or talk.state_now() in TAKES_NOTHING_NEW:
        raise Refusal(_("The record can be looked at once the talk was held, and until it is closed."))
    kept = access.record_words_of(talk, by)
    for criterion, word in said.items():
        row = kept.get(criterion)
        if row is None and word:
            RecordWord.write(space=talk.pair_space, author=by, conversation=talk, criterion=criterion, said=word)
        elif row is not None and not word:
            row.delete()
        elif row is not None and row.said != word:
            row.said, row.author, row.version = word, by, row.version + 1
            row.save()
