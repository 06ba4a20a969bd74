"""Acts and omissions a camera could record, and explicit requests, by the form of the clause."""

from __future__ import annotations

from .clauses import Clause
from .grammar import Pattern
from .needs import RarePattern

# After "you": the verb groups that report an act.
_ACT = Pattern(
    "(ADV|LY|both|all|two)* ("
    "!MENTAL (ED|PASTIRR) "
    "|(HAVE) (ADV|LY|NEG)* (ED|PARTIRR|PASTIRR|been ING|done|forget) !(to)"
    "|(had|have|has) (DET|POSS|YOUR) NOUNY NOUNY? (ED|PARTIRR) "
    "|(DO) (ADV|LY|NEG|even|ever)* !MENTAL !KNOW !STATIVE !BE !HAVE !PREP !DET !ADV !TRAIT !PRAISE (VERB"
    "|PASTIRR|ED|PLAIN|SOFT|NS)"
    "|(BEFIN) (ADV|LY|NEG|both|already|still)* (ING|late|absent|NUM|NUMUNIT|missing|wearing|using) "
    "|(BEPAST) (ADV|LY|NEG|both|already|still)* (on|in|at|off|away) "
    "|(BEFIN) (ABSW|YOUR|often|still|again|ADV LY)+ (on|in|at|off|away) |BEFIN on YOUR _"
    "|!ADV !SEEM !MENTAL !KNOW !STATIVE !AFTERYOU !MODAL !BE !HAVE !DO !COMMA !DEMAND (VERB|PLAIN|NS|keep"
    "|keeps)"
    ")"
)
_ACT_SHORT = Pattern("(ADV|LY|NEG)* (ED|PARTIRR|been ING|ING|on|late|in|at|NUM (minutes|hours) late|off) !(to)")
_NO_ACT = Pattern(
    "(ADV|LY|NEG|HAVE|DO|MODAL)* (did|do|done|doing|does) (ADV|LY|AN|DEGREE|such|a)* (well|PRAISE|fine|ok"
    "|okay|poorly|badly|good|BLAME)"
    "|(VERB|PLAIN|ED|PASTIRR|SOFT) (DEGREE)* (well|badly|poorly|nicely) (!INNER|COMMA|for (a|an|someone|YOUR))"
    "|(ADV|LY|HAVE|DO|NEG)* (make|made|makes) (a|the|all|such)* (PRAISE|real|huge|big)* difference"
    "|(ADV|LY|HAVE|DO|NEG)* (show|showed|shown|demonstrated|displayed|take|took|lack|lacked|gave|give"
    "|given|put) (PRAISE|DEGREE|a|lot|of|more|no|real|any|some|enough|the|in)* (FOG|ABSTR|TRAITN)"
    "|(ADV|LY|NEG|DO|HAVE|BE)* (come|comes|came|coming) (across|over as)"
    "|(ADV|LY|NEG|DO|HAVE)* (went|go|goes|going) (above|the extra|far)"
    "|BE (ADV|LY)* going to|(ADV|LY|NEG|DO)* (meant|mean) |never know|(did|do|does)? (NEG)? (mean|want"
    "|have) to|(got|get|have) it"
    "|(ADV|LY|NEG|DO|HAVE|has|had)* (improved|developed|grown|exceeded|met|struggled|performed|excelled"
    "|inspired|checked out|given up|lost interest)"
    "|(rock|rocked|rule|nailed it|smashed it|crushed it|killed it)|have (a|the|no|such|what)|know|see "
)
_THING_ACT = Pattern(
    "(ADV|LY|NEG)* (was|were|wasn't|weren't|had been|has been|have been|got) (ADV|LY|NEG|been)* "
    "(ED|PARTIRR|left|put|sent|set|read|late|NUM (days|minutes|hours) late|in|not in|missing)"
)
_YOURS = Pattern("YOUR !GROUP !PERSONN NOUNY")
_THING_STATE = Pattern("(ADV|LY|NEG)* (is|are) (ADV|LY|NEG)* (ED|PARTIRR|left|put)")
_EVENT = Pattern("(ADV|LY|NEG)* (ED|PASTIRR|had|did|didn't|was|were|wasn't|weren't|couldn't|could)")
_THANKS = RarePattern(
    "(thanks|thank|thx|ty|cheers|kudos|appreciate|grateful|well done|good job|great job|nice work|nice "
    "job|good work|great work) (YOU|so|much|again|a lot|also|very|once|DEGREE|to|CAP)* (for|on|at) (YOUR"
    "|how YOU"
    "|not|ADV)* [(ING|closing|opening|planning|handling|briefing|training)]"
)
_BARE_PAST = Pattern("(COMMA|AND|ADV|LY)* [(PASTIRR|ED|didn't|did not|didnt)] !(PREP that) _")
_GENERIC = Pattern("(COMMA|AND|BUT|so)* (if|unless|whether|whenever|should|now that YOU|since YOU) ")
_IF = Pattern("(COMMA|AND|BUT|so)* (if|unless|whenever)")
_GENERAL = Pattern(
    "(COMMA|AND|BUT|so|ADV|LY)* (if|unless|whether|whenever|should) "
    "|(COMMA|AND|BUT|so)* (when|once|until|while) {you_any} (ADV)* !ED !PASTIRR !BEPAST !HAD !DID _"
    "|(COMMA|AND|BUT|so|ADV)* (DO|BE|MODAL|HAVE|what|why|how|where|who|which) (YOU|i|WE|HE|DO|BE|_ "
    "MODAL|MODAL)"
)


_ASK_OPENING = "(COMMA|AND|BUT|so|SYM|then|also|maybe|perhaps|ADV|DASH|COLON|QUOTE|instead|OPEN)*"
_ASK = Pattern(
    f"{_ASK_OPENING} (POLITE !(note that|be informed|be advised|find)|(can|could|shall|should) WE|let's"
    "|lets|let us|next time|from now on|going forward|in future|in the "
    "future|starting (today|tomorrow|this|next|from|on|with) "
    "|(could|can|would|will) YOU (not|please|ADV)* !(be more) (VERB|PLAIN|SOFT|mind)"
    "|how about (YOU|WE|ING|if)|what about ING|what if (YOU|WE)|why (don't|not|dont) "
    "|(i|WE) (ADV)* (suggest|propose|recommend|ask|urge|request|encourage|need YOU to|want YOU to|expect "
    "YOU to|would ask|would like YOU to|would like to see YOU|would suggest)"
    "|(IWOULD) (ADV)* (like|love|prefer|suggest|ask|appreciate|recommend|want|be grateful|be glad|need) "
    "(it|YOU|that|if|ING|to (see YOU|meet|sit|talk|go|ask|hear|agree)|the|us|WE)"
    "|my (ask|suggestion|request|proposal|wish|tip|advice|idea|recommendation) (is|for|would|to|BE|COLON"
    "|COMMA)"
    "|(it|ITBE) (would|might|could|'d) (ADV|also)* (help|be (ADV|AN)* (helpful|good|great|better|useful"
    "|best|worth|easier))"
    "|for (the|YOUR|POSS) (next|MONTH|coming) .. (please|could|can|let's|VERB)|next (week|month|shift"
    "|WEEKDAY|EVENT|MONTH) (COMMA)? (please|could|can|let's|VERB|i|WE)"
    "|(IWILL|WEWILL|i will|WE will|i am going to|i'm going to) (ADV)* !(not|never|be) !MENTAL (VERB|SOFT"
    "|PLAIN)"
    "|(WE) (plan|agree|agreed|will|should|could) (ADV)* (to|on|VERB|that|a)"
    ")"
)
_ASK_INSIDE = RarePattern(
    "[(please|pls|plz|next time|from now on|could YOU|can YOU|would YOU)] _|[(YOU|WE) (ADV|please)* "
    "(should|need to|needs to|must|have to|ought to|might want to|may want to|had better|could) (ADV"
    "|please|also|instead|next time)* !BE !MENTAL (VERB|PLAIN|SOFT)]"
    "|[(it would|it might|it'd|it could) (ADV)* (help|be (helpful|good|great|better|useful|best)) (if|to"
    "|when) _]|[(i'd|i would) (like|love|want) (YOU|to see YOU) ]|[would like YOU to _]|[(IWILL|WEWILL|(I|WE) will) "
    "(VERB|PLAIN|SOFT|sit)]"
)
_IMPERATIVE = Pattern(
    f"{_ASK_OPENING} [((don't|dont|do not|never|do|just|always|simply|first)? VERB !(BEFIN|ED|PASTIRR"
    "|that is|QUESTION|NS (BEFIN|ED|PASTIRR)) (DET|YOUR|POSS|ME|HIM|IT|NUM|QUANT|PREP|ADV|CAP|LY|NS"
    "|ABSTR|PLAIN|SELF|WH|UNIT|GROUP|EVENT|to|out|back|WEEKDAY|_)|VERB !_)"
    "]"
)
_NO_IMPERATIVE = Pattern(
    f"{_ASK_OPENING} (don't|dont|do not|just|always)? (be|(feel|look|keep|stay) (QUALITY|FOGADJ|TRAIT"
    "|STATE)|keep (it|up|going)|have|think"
    "|see|thank|thanks|do (AN|DEGREE)* (PRAISE|better)|NOUNY (BEFIN|HAVE|MODAL|ED|PASTIRR)|VERB NOUNY "
    "(BEFIN|was|were|came|went|MODAL)) "
)


def is_general(signs: str, clause: Clause) -> bool:
    """Conditions and questions report nothing that happened, and neither does what follows an "if"."""
    if _GENERAL.begins(signs, clause.start, clause.end):
        return True
    return _IF.begins(signs, *clause.sentence) and not is_past(signs, clause)


def is_act(signs: str, clause: Clause, *, by: set[str]) -> bool:
    """Whether the clause says what one of `by` did or left undone."""
    if clause.who not in by:
        return False
    verb, end = clause.verb, clause.end
    if clause.subject and _HANGING.begins(signs, clause.subject - 1, end):
        return False
    if _WILL.begins(signs, clause.subject, end):
        return False
    if _NO_ACT.begins(signs, verb, end):
        return False
    short = _SHORTENED.at(signs, clause.subject, end)
    if short is not None:
        return _ACT_SHORT.begins(signs, short, end)
    return _ACT.begins(signs, verb, end)


# "The file, if you made one": no act is told there.
_HANGING = Pattern("(if|unless|whether|where|which|what|how|than|whatever|whichever|until)")
_WILL = Pattern("(YOUWILL|YOUWOULD|HEWILL|HEWOULD)")
_PAST = Pattern(".. (ED|PASTIRR|DID|BEPAST|HAD|HAVE|YOUHAVE|HEHAVE)")
_SHORTENED = Pattern("(YOUBE|YOUHAVE|HEHAVE|he's|she's)")


def is_yours(signs: str, clause: Clause) -> bool:
    return clause.who == "thing" and _YOURS.begins(signs, clause.subject, clause.end)


def is_named(signs: str, clause: Clause) -> bool:
    """A name before a past verb, as in notes about a third person: "Joanna found the pallet"."""
    return clause.who == "thing" and _NAME.begins(signs, clause.subject, clause.end)


_NAME = Pattern("CAP CAP? (ADV|LY)* (ED|PASTIRR|didn't|did not) !QUESTION _")


def is_past(signs: str, clause: Clause) -> bool:
    """Habits in the present have no occasion, whatever hour they name."""
    return _PAST.begins(signs, clause.subject, clause.end)


def is_told(signs: str, clause: Clause) -> bool:
    """Whether a habit is told of a person: it opens its sentence, and no condition or instruction goes with it."""
    first, last = clause.sentence
    return clause.subject <= first + 2 and _MANUAL.find(signs, first, last) is None


_MANUAL = Pattern("(if|when|unless|whenever|once|until|can|may|might|will|YOUWILL|then)")


def has_thanks(signs: str) -> bool:
    return _THANKS.find(signs) is not None


def thanks_for(signs: str, clause: Clause) -> int | None:
    """Where the act begins in "thanks for lending a hand"."""
    found = _THANKS.find(signs, clause.start, clause.end)
    return found[0] if found else None


def bare_past(signs: str, clause: Clause) -> bool:
    return clause.who == "" and _BARE_PAST.begins(signs, clause.start, clause.end)


def happened_to_a_thing(signs: str, clause: Clause, *, listed: bool = False) -> bool:
    """Somebody's work without its author: past, or present under the heading of an occasion."""
    if clause.who not in ("thing", "it"):
        return False
    if _YOURS.begins(signs, clause.subject, clause.end) and _EVENT.begins(signs, clause.verb, clause.end):
        return True
    return _THING_ACT.begins(signs, clause.verb, clause.end) or (
        listed and _THING_STATE.begins(signs, clause.verb, clause.end)
    )


def is_work(signs: str, clause: Clause) -> bool:
    """A thing somebody made, with an event; not a group of people."""
    if clause.who not in ("thing", "it") or _PEOPLE.find(signs, clause.subject, clause.verb):
        return False
    return _EVENT.begins(signs, clause.verb, clause.end)


_PEOPLE = Pattern("(GROUP|PERSONN|CAP|NOBODY|SOMEBODY|EVERYBODY)")


def is_event(signs: str, clause: Clause) -> bool:
    return bool(clause.who) and _EVENT.begins(signs, clause.verb, clause.end)


def ask_start(signs: str, clause: Clause) -> int | None:
    """Where an explicit request, suggestion or promise begins."""
    start, end = clause.start, clause.end
    if _GENERIC.begins(signs, clause.sentence[0], end) and clause.who != "you":
        return None
    if _ASK.begins(signs, start, end):
        return clause.link if clause.link < end else start
    found = _ASK_INSIDE.find(signs, start, end)
    if found:
        return found[0]
    if clause.who in ("you", "i", "we", "he") and clause.subject <= clause.link + 1:
        return None
    found = _IMPERATIVE.find(signs, start, min(end, start + 12))
    if found and _IMPERATIVE.at(signs, start, end) and not _NO_IMPERATIVE.begins(signs, start, end):
        return found[0]
    return None
