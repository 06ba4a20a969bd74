"""What an act led to: on people, work, customers, money or the speaker."""

from __future__ import annotations

from .clauses import Clause
from .grammar import Pattern

_LINK = Pattern(
    "(COMMA|AND|BUT|ADV)* (so|which|that's why|thats why|as a result|because of (that|this|it)|therefore"
    "|thus|hence|this way|that way|in the end|thanks to (that|this|it)|meaning|causing|saving|leaving"
    "|making|resulting|costing|leading|forcing|allowing)"
)
_EFFECT_VERB = Pattern(
    "(ADV|LY|AND|COMMA|IT|ITBE|which|who)* (EFFECTV|saves|costs|means|makes|helps|causes|leads|lets"
    "|allows|gives|keeps|saving|saved|meant) (ME|us|HIM|POSS|YOUR|the|a|an|NUM|NUMUNIT|MONEY|it|EVERYBODY"
    "|that|i|WE|to|many|CAP|more|less|AN|QUANT)"
)
_FEELING = Pattern(
    "(I|IBE|WE|WEBE|HE|HEBE) (ADV|LY|was|were|felt|feel|am|are|'m|really|left|made|BE|still)* (DEGREE|a"
    "|bit|little)* (FEELING|ED)"
)
_MADE_ME = Pattern(
    "(made|makes|left|leaves) (ME|us|him|her|them|CAP|the _) (feel|TRAIT|FEELING|ADJX|ED|wonder|VERB|PLAIN)"
)
_RESULT_NOUN = Pattern(
    "(NUM|no|not a|QUANT) .. (ED|PASTIRR|fewer|less|more|missed|back)|(NUM|NUMUNIT|MONEY|PCT) (times)? "
    "(more|less|fewer|faster|slower|instead)"
)
_PAST = Pattern(".. (ED|PASTIRR|HAD|BEPAST|DID|couldn't|couldnt|could|had to|has|have|HAVE|IHAVE|WEHAVE|HEHAVE)")
_PRESENT = Pattern("(ADV|LY|NEG)* (NS|BEFIN|can|can't|cannot|cant|could|HAVE|DO|VERB|PLAIN|MENTAL|need|must|BE|KNOW)")
_OBSERVING = Pattern(
    "(ADV|LY|HAVE|BE|DO|NEG|just|also|kind of|sort of|would|will|'d|MODAL|like to|want to|wanted to)* "
    "(noticed|notice|saw|see|counted|observed|watched|know|knew|think|thought|guess|want|wanted|write"
    "|wrote|wonder|wondered|hope|believe|listened|mean|appreciate|like|love|wish|expect|understand"
    "|suggest|checked|looked|come back|talk|talked|put|say)"
)
_FELT_THAT = Pattern("(ADV|DO|NEG|LY)* (felt|feel|noticed|saw|heard|think|thought|found) (that|like|how) ")
_VERDICT = Pattern(
    "(IT|ITBE|that|this|YOUR _) (ADV|LY|BE|NEG)* (BE|felt|seemed|looked)? {softly} (PRAISE|BLAME|FOGADJ"
    "|TRAIT|wrong|right|fine|ok|okay|why|what) (!INNER|COMMA|BUT|AND|for|to|!(_))"
)
_PLAN = Pattern(
    "(IWILL|WEWILL|IWOULD|(I|WE) (ADV)* (will|would|shall|should|may|might|suggest|propose|need YOU|want YOU|expect))"
)
_BECAUSE = Pattern("(COMMA|AND|BUT)* (because|cause|cos|since|as|if|when|while|until|before)")
_BARE = Pattern(
    "(COMMA|AND)* (ED|PASTIRR) (ME|us|HIM|the|NUM|POSS|a|for|NUMUNIT|without|QUANT)|(no|NUM) INPHRASE* "
    "(PREP|ED|back|later|AND|!INNER)|(NUM|not one|nobody|none) "
)


def effect_verb(signs: str, start: int, end: int) -> bool:
    return _EFFECT_VERB.begins(signs, start, end)


def is_linked(signs: str, clause: Clause) -> bool:
    return _LINK.begins(signs, clause.start, clause.end)


def is_effect(signs: str, clause: Clause, *, after_act: bool) -> bool:
    """Whether the clause states what followed; a clause after an act needs less of a sign than one alone."""
    at, end = clause.subject, clause.end
    if clause.who in ("", "you"):
        return clause.who == "" and _bare_effect(signs, clause, after_act)
    if _PLAN.begins(signs, at, end) or _VERDICT.begins(signs, at, end):
        return False
    if clause.who in ("i", "we") and _OBSERVING.begins(signs, clause.verb, end):
        return is_linked(signs, clause) and _FELT_THAT.at(signs, clause.verb, end) is None
    if _FEELING.begins(signs, at, end) or _MADE_ME.find(signs, at, end):
        return True
    if is_linked(signs, clause):
        return True
    if _BECAUSE.begins(signs, clause.start, end):
        return False
    if after_act:
        return _PAST.begins(signs, at, end) or _PRESENT.begins(signs, clause.verb, end)
    return _stands_alone(signs, clause)


def _bare_effect(signs: str, clause: Clause, after_act: bool) -> bool:
    if _EFFECT_VERB.begins(signs, clause.start, clause.end):
        return True
    return after_act and (is_linked(signs, clause) or _BARE.begins(signs, clause.link, clause.end))


_SOMEBODY = Pattern("(the|our|my|a|NUM|two|of|them|one|some|QUANT|YOUR)* (GROUP|CAP|NOBODY|EVERYBODY|ME|HIM)")
_ALONE_VERB = Pattern("(ADV|LY|NEG)* (ED|PASTIRR|had to|didn't|couldn't|had)")


def _stands_alone(signs: str, clause: Clause) -> bool:
    if _ALONE_VERB.at(signs, clause.verb, clause.end) is None:
        return False
    if clause.who in ("we", "he"):
        return clause.who == "we"
    return _SOMEBODY.begins(signs, clause.subject, clause.end) or (
        _EFFECT_VERB.begins(signs, clause.verb, clause.end)
    )
