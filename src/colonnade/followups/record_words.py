"""What is missing in a record, in a sentence, and the page where it is done. Sentences instead of levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from colonnade.kernel.content import content

from .record_quality import Level


@dataclass(frozen=True)
class Wanting:
    """`when_none` is said of level 0, `when_some` of level 1."""

    page: str
    when_none: str | Lazy
    when_some: str | Lazy


@dataclass(frozen=True)
class Missing:
    """A `page` of "" means that it is over for this talk and said for the next one."""

    criterion: str
    name: str
    says: str
    page: str


WANTING = {
    "q01": Wanting(
        "talk-preparation",
        _("One side or none had prepared. Ten minutes each, or preparing together, change a talk."),
        _("Both prepared, and some of the main questions stayed open."),
    ),
    "q02": Wanting(
        "talk-evidence",
        _("Nothing is written down to rest on: three things of two kinds, one of them not from the lead."),
        _("What the talk rests on is of one kind or one source: add something else, such as a piece of work."),
    ),
    "q03": Wanting(
        "talk-evidence",
        _("General impressions: write down what, when and from where."),
        _("Some of it is dated; name what, when and source for each, most of it from the last twelve months."),
    ),
    "q04": Wanting(
        "talk-purpose",
        _("No line says what the talk was for."),
        _("One of you wrote what the talk was for; the yes of both at the start was missing."),
    ),
    "q05": Wanting(
        "talk-setting",
        _("Nobody said yes to the ground rules."),
        _("The yes of both to the ground rules is missing, or a wish, or the word that there is none."),
    ),
    "q06": Wanting(
        "talk-summary",
        _("The record tells one view: let the employee’s own words stand in it."),
        _("The employee’s view stands there in single words: add theirs in three places, and keep where you differ."),
    ),
    "q07": Wanting(
        "talk-feedback",
        _("Feedback speaks in labels: name the occasion, what was done and what it led to."),
        _("Some feedback lacks its occasion or what it led to."),
    ),
    "q08": Wanting(
        "talk-feedback",
        _("Feedback went one way or was of one kind: a strength and something to change belong together."),
        _("Feedback went one way, or waits for an answer: one piece to the lead or mentor, and a reply to each."),
    ),
    "q09": Wanting(
        "talk-feedback",
        _("Words about character, comparisons or private matters: say it about work and behaviour."),
        _("One phrase would be weak if it were read to anybody else: say it about work and behaviour."),
    ),
    "q10": Wanting(
        "talk-opportunities",
        _("One path or none was looked at: lay at least three beside each other."),
        _("Paths of one kind, or without growing in place: look at one of another kind."),
    ),
    "q11": Wanting(
        "talk-summary",
        _("Chances are promised vaguely: say what exists and what does not, who decides and by when."),
        _("Chances are named without a date or without who decides."),
    ),
    "q12": Wanting(
        "talk-ratings",
        _("No gap is named: compare what is there with what a role or an aim needs."),
        _("Gaps are named without what they are measured by: choose the role or aim."),
    ),
    "q13": Wanting(
        "talk-goals",
        _("A goal is still a wish: how will both of you notice, and by when?"),
        _("A goal lacks its measure, a day within six months or a milestone, or plain words."),
    ),
    "q14": Wanting(
        "talk-goals",
        _("No goal says why it is worth it."),
        _("A goal says why for one side alone: why it is worth it to the person, and whom it helps at work."),
    ),
    "q15": Wanting(
        "talk-goals",
        _("No goal names what may get in the way."),
        _("An obstacle is named without a plan: if that happens, then what?"),
    ),
    "q16": Wanting(
        "talk-promises",
        _("Nobody has promised anything yet."),
        _("The plan lacks a part: owner, day and means for each, something by both sides, one piece of real work."),
    ),
    "q17": Wanting(
        "talk-followup",
        _("No day is set for coming back to it."),
        _("A day is set; what is missing is a check-in within four weeks, a look-back, or word of how it goes."),
    ),
    "q18": Wanting(
        "talk-summary",
        _("The summary has the yes of neither."),
        _("The summary came late or has the yes of one: within two days, and the yes of both within a week."),
    ),
}
# Once the talk was held these cannot be mended; what is said of them is for the next talk.
OVER = {"q01", "q04", "q05"}


def names() -> dict[str, str]:
    return {one["id"]: one["name"] for one in content()["rubric"]}


def missing_in(levels: Mapping[str, Level], *, is_closed: bool, is_agreed: bool) -> list[Missing]:
    """A sentence for each criterion that is not wholly there, in the order of the record."""
    called = names()
    found = []
    for criterion, level in levels.items():
        if level not in (0, 1):
            continue
        wanting = WANTING[criterion]
        is_over = is_closed or criterion in OVER or (criterion == "q18" and is_agreed)
        says = str(wanting.when_some if level else wanting.when_none)
        found.append(Missing(criterion, called[criterion], says, "" if is_over else wanting.page))
    return found
