"""One turn of a talk: does it ask, does it ask openly, does it give back what was heard, does it advise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from .grammar import SIGNS, Pattern
from .lexicon import word_classes
from .reading import read
from .rules import Reading

_SUBJ = (
    "(YOU|YOUR|i|WE|HE|it|this|that|these|those|there|the|a|an|any|POSS|someone|anyone|anything"
    "|something|everything|everyone|people|things|CAP|NUM|NOBODY)"
)
_WH_QUESTION = Pattern(
    "<!(know|see|understand|about|of|explain|show|knows|remember|notice|wonder|matter|that's|is|to|learn"
    "|decide|tell|with|for|hear|out) (what|how|why|where|who|when|which|whose) (ADV|kind|sort|time|type|else"
    f"|other|about|NOUNY|QUALITY|of|LY|would|PRAISE)* AUX (ADV)* {_SUBJ}"
    "|(what|how|why|where|who|when|which) (ADV|much|many|else)* (do|did|would|could|can|will|have|are"
    "|were|should) YOU"
    "|^ FILLER* (what|how|whose) !({pronoun}) (ADV|else|kind of|sort of|_)? (AUX|BEFIN|ING|made|makes"
    "|happened|happens"
    "|brings|brought|got|gets|kept|keeps|helps|helped|worries|else|'s)"
    "|^ FILLER* (what|how|why|where|who|when|whose) (ADV|else|kind of|sort of)? (AUX|BEFIN|ING"
    "|made|makes|happened|happens|brings|brought|got|gets|kept|keeps|helps|helped|worries|else|'s)"
    "|(what's|whats|how's|hows|who's|where's|when's|why's) (YOUR|the|it|that|this|been|going|happening|on"
    "|a|an|one|it's|stopping|keeping|next|different|important)"
    "|(how|what) about (YOU|the|ING|that|when|if|POSS|YOUR|this|it|your)|how come|(^|FILLER) (why not"
    "|what else|anything else|who else|where else|like what|such as|how so|since when|what for|how long"
    "|how often|how many|how much|how old|what kind|what if)"
)
_AUX_QUESTION = Pattern(
    f"^ FILLER* (AUX) (ADV|NEG)* {_SUBJ}"
    "|<!(what|how|than|as|if|like|WH|and|so|neither|nor|AUX|that|which|who|not|i) (do|did|have|are|were"
    "|could|would|can|will|don't|didn't|aren't|haven't|wouldn't|couldn't) (YOU|YOU guys) (ADV|ever|NEG)* "
    "!COMMA (VERB|SOFT|MENTAL|KNOW|ING|ED|PARTIRR|PASTIRR|PLAIN|STATIVE|SEEM|HAVE|QUALITY|say|a|the|any"
    "|been|able|ready|willing|interested|NS|STATE|INNER_STATE|TRAIT|on|in|at)"
    "|FILLER (AUX) (YOU|it|that|there|this) (ADV|NEG)* _"
    "|<!(WH|than|as|IF|like|so|neither|nor|AUX|that|which|who|not|i) (is|are|was|were|would|could|does"
    "|did|has|have"
    "|can|may|isn't|aren't|doesn't|didn't) (it|that|there|this|he|she|they|WE|i) (ADV|be|NEG)* (okay|ok"
    "|alright|all right"
    "|possible|fair|true|any|anything|anyone|other|something|ever|VERB|MENTAL|KNOW|tell|help|feel|sound"
    "|make|make sense"
    "|been|a|an|all|right|enough|useful|helpful)"
    "|(^|FILLER|and|or|so|COMMA) any (ADV)* (thoughts|questions|ideas|idea|concerns|worries|plans|other"
    "|suggestions) (on|about|for|YOU|that|as|!_)"
)
_TAG = Pattern(
    "COMMA? (right|correct|yeah|yes|okay|ok|huh|eh|no|isn't it|is it|don't you|do you|aren't you|are you"
    "|didn't you|did you|isn't that right|is that right|is that correct|is that fair|am i right|doesn't "
    "it|wouldn't you|won't you|have you|haven't you|can you|or no|or not|you know what i mean) QUESTION"
    "|(isn't it|can't they|don't they|aren't they|doesn't she|doesn't he|don't we|isn't there) !_|COMMA "
    "(isn't it|don't you|aren't you|didn't you|is that right|doesn't it|wouldn't you|haven't you"
    "|wasn't it|am i right|hasn't it|won't it|weren't you|isn't that right|do you) (!_)|(is that right"
    "|is that fair|is that correct|does that sound right|does that make sense|did i get that right|have "
    "i got that right) !_"
)
_ASKED_TO = (
    "(^ (FILLER|COMMA|ADV|AND|POLITE)*|(could|can|would|will) YOU (ADV|please|maybe|just)*"
    "|POLITE|maybe|perhaps|i guess)"
)
_TELL = Pattern(
    "(tell) (ME|us) (a|to|with|little|bit|some|ADV)* (more|about|what|how|why|through|who|where|when)"
    f"|{_ASKED_TO} (COMMA)* [(tell|say|talk|speak) (ME|us)? (a|to|with|little|bit|some|ADV)* (more|about"
    "|what|how|why"
    "|through|me (more|about))]"
    f"|{_ASKED_TO} (COMMA)* [(describe|explain|elaborate) _]|(walk me through|help me understand"
    "|give me (an example|a "
    "sense|an idea|a picture|some)|say more|take me through|share (ADV|a|bit|with me)* (about|what|how))"
    "|(i'm|i am|im|i was|i) (ADV|just|kind of)* (wonder|wondering|wondered|curious"
    "|interested) (ADV)* (if|whether"
    "|what|how|why|about|in|to|where|who|when)|(i|IWOULD|WE|be|am|IBE) (ADV|MODAL)* (love|like|want"
    "|interested|curious)"
    " to (hear|know|understand) (ADV|more|a bit|what|how|about|why|your|from)"
)
_TOLD = Pattern(
    "(i'll|i will|let me|i can|i could|i want to|i'd like to|going to|happy to|you|he|she|they|i|WE"
    "|didn't|don't|to|never) (ADV|just|also|MODAL)* (tell|say|talk|speak|explain|describe|share) "
)
_CAN_TELL = Pattern(
    "(can|could|would|will|can't) YOU (ADV|please|maybe|just|mind)* (tell|say|talk|describe|explain|share"
    "|walk|give|help|elaborate|expand|speak|telling|sharing|talking|describing|think of|paint|remember "
    "what)"
)
_CLOSED_WH = Pattern(
    "(how (many|much|long|old|often|far|big|soon|frequently|tall|late|early|likely|recently|important"
    "|confident|ready)|what (time|day|year|date|month|age|number|name|else do you need|percentage|size"
    "|colour|color|grade)|(when|where|who|which|whose) |what's YOUR (name|age|date|number|address|height"
    "|weight)|how about (NUM|WEEKDAY|NOUNY day)|on a scale)"
)
_OPEN_WH = Pattern("(what|how|why|what's|whats|how's|hows) ")
_OPEN_NOUN = Pattern(
    "(what|which) (other|else)* (kind|kinds|sort|sorts|types|type) of|(^|FILLER|so|and"
    "|COMMA) any (ADV)* (thoughts|ideas) (on|about)"
)
_ABOUT_SCALE = Pattern("(scale (of|from)|NUM to NUM)")

_REFLECTS = Pattern(
    "(sounds|sound|seems|seem|looks|feels|appears) (to me)? (ADV|LY|almost)* (like|as if|as though|that"
    "|to me|YOU) !((it|that|this) (would|might|could|'d))"
    "|(it|that) (ADV)* (sounds|seems|looks) (ADV|LY)* !PRAISE (QUALITY|BLAME|INNER_STATE|FEELING|as)"
    "|(it|that) (ADV)* must (ADV)* (be|have|feel)|(strikes|struck) me (that|as|how)"
    "|(i get|i got|i have) (the|a) (feeling|sense|impression) |(i hear|i'm hearing|i am hearing"
    "|what i'm hearing|what i hear|i heard|what i heard|i'm sensing|i "
    "sense|i get the sense|i get the impression|i'm getting|i understand that|i can see|i can hear|so "
    "what you're|what you're (saying|telling|describing)|<!(NS|that|which|ones|PLAIN|WH"
    "|IF) YOUBE (saying|telling|describing|noticing"
    "|feeling|thinking|wondering|worried|looking|hoping|finding|trying|struggling|torn|concerned"
    "|realizing|realising|starting|beginning|seeing|ready|not|really|kind|pretty|a|at|in|here)"
    "|<!(NS|which|ones|PLAIN|WH|IF|DO|MODAL|AUX|than|as|i) YOU (ADV|kind of|sort of|also)* "
    "(mentioned|said|told me|feel|felt|want|wanted|wish|saw|noticed|realize|realise|realized|value"
    "|worry|care|enjoy|love|find|found|think|thought|don't want|don't feel|don't think|don't see|hope"
    "|knew|have this|have a|have some|have the|already|almost)|(YOUHAVE|YOU have) (ADV)* (got|been|had"
    "|noticed|tried|come|a|this)|in other words|on the one hand|on one hand|part of YOU|a part of YOU|let me "
    "see if|if i understand|if i'm hearing|to summarize|to summarise|so far you|YOUR (main|biggest"
    "|real)? (concern|worry|goal|hope|fear|question) is)"
)
_STIRS = Pattern("^ FILLER* (COMMA)* (that|this|it) (ADV|LY)* (NS|ED|made|makes|gives|gave) (YOU|YOUR)")
_ABOUT_YOU = Pattern(
    "^ FILLER* (but|because|COMMA|ADV|DASH|you know)* (YOU|YOUBE|YOUHAVE|YOUR NOUNY|YOUWOULD|it's|there's"
    "|that's|it|there|this|things|part of) (ADV|LY|NEG|AUX|really|kind|of|also|BE)* _"
)
_INFORMS = Pattern(
    "(YOU (ADV)* (can|could|should|might|may|need to|have to|must|will|ought)|if YOU|i (would|will|can"
    "|think|want|recommend|suggest|am going|know)|i'd|IWILL|WE (can|could|will|have|want|should|need)"
    "|i (ADV|just|do)* (appreciate|hope|told|said|wanna|would|will|want)|YOUBE (right|welcome|gonna"
    "|going to)|WEWILL|let's|thank|thanks|nice to|good to (see|meet)|hi|hello|welcome|the (research|studies"
    "|guidelines|recommended)|research|studies|doctors|percent|according)"
)

_ADVICE = Pattern(
    "(YOU|YOU guys|people) (ADV)* (should|shouldn't|ought to|must|need to|needs to|have to|had better"
    "|better|might want to|may want to|might try|might consider|could try|could always|could maybe|could "
    "perhaps|could start|could also|could ask|could go|could use|could think|want to (make sure|be "
    "careful|try|avoid|start|talk|keep|consider))|(i|WE) (ADV|'d|would)* (recommend|suggest|advise"
    "|encourage|urge) |(i'd|i would) (ADV)* (recommend|suggest|advise|encourage|urge|try|start|go|talk"
    "|say (start|try|go))|my (advice|suggestion|recommendation) "
    "|if i were YOU|if i was YOU|(in YOUR (shoes|place|position))|(what|one thing) (i'd|i would|YOU could"
    "|YOU can|YOU might|that might help|that helps) (do|suggest|try|recommend|is|would)|(why don't YOU"
    "|why not (VERB|PLAIN)|how about (ING|if YOU|YOU)|what about (ING|trying)|what if YOU|have YOU "
    "(ever)? (considered|thought about|tried ING)|(did|do) YOU (ever)? (consider|try)|could YOU (ever"
    "|perhaps|maybe)* (try|start|ask|use|think about))"
    "|(it's|it is|it would be|it might be|it may be|it'd be) (ADV|a|DEGREE)* (best|good|better|important"
    "|a good idea|good idea|wise|helpful|useful|worth|crucial|essential|recommended) (idea)? (for YOU|if "
    "YOU|that YOU|to|ING)|(the best (thing|way)|the first step|the easiest|a good (way|idea|place|start)"
    "|another (option|idea|way|thing)|one (option|idea|way|strategy)) (ADV)* (is|would|might|could|to|for"
    "|YOU)|(make sure|be sure to|don't forget|remember to|keep in mind|consider ING|try to|try ING|you'd "
    "better|you'd want|YOU can (ADV|always|try|start|use|also)* (try|start|use|ask|talk|call|go|do|cut"
    "|make|set|write|take|keep|join|find|look))"
    "|^ FILLER* (ADV)* (just|try|go|take|talk|call|ask|start|stop|write|set|avoid|keep|use|get|make|give"
    "|speak) (YOUR|the|to|a|with|ING|it|some|off|down|up|yourself|more|less|using|NUM|out|on) "
)
_NO_ADVICE = Pattern(
    "(talk|tell|take|give|walk|let|get|help|say|speak) (to|us)? (me|us|about)|let (me|us)|(i|WE) (need"
    "|want) to|make sense|get (it|that|the sense)|go ahead|keep (ING)|take (a|care)|try to (understand"
    "|remember|picture)"
)


@dataclass(frozen=True)
class Utterance:
    """`open` is None when nothing is asked; `shared` are the words taken over from the turn before."""

    question: bool
    open: bool | None
    reflection: bool
    advice: bool
    shared: tuple[str, ...] = ()


def check_utterance(text: str, previous: str = "") -> Utterance:
    """Say what a turn does; `previous` is the other speaker's last turn and may be empty. Never raises."""
    reading, _ = read(text)
    if reading is None:
        return Utterance(False, None, False, False)
    asks = _asks(reading)
    shared = shared_words(reading.tokens, previous)
    advice = _advises(reading.signs)
    reflects = _gives_back(reading, asks=asks, advice=advice, shared=shared)
    return Utterance(asks, _openly(reading.signs) if asks else None, reflects, advice, shared)


def _asks(reading: Reading) -> bool:
    signs = reading.signs
    if "?" in reading.tokens and any(_marked(reading, *place) for place in reading.sentences()):
        return True
    if _WH_QUESTION.find(signs) or _AUX_QUESTION.find(signs) or _TAG.find(signs):
        return True
    return _invites(signs)


def _marked(reading: Reading, start: int, end: int) -> bool:
    """A question mark after more than "okay?"."""
    signs = reading.signs
    return end < len(signs) and signs[end] in SIGNS.having("QUESTION") and not _only_noise(signs, start, end)


def _invites(signs: str) -> bool:
    told = [b for _, b in _TOLD.all(signs)]
    return any(not any(a < b <= a + 2 for b in told) for a, _ in _TELL.all(signs))


def _openly(signs: str) -> bool:
    if _CAN_TELL.find(signs) or _invites(signs) or _OPEN_NOUN.find(signs):
        return True
    closed = [a for a, _ in _CLOSED_WH.all(signs)]
    for start, _ in _WH_QUESTION.all(signs):
        at = next((a for a, _ in _OPEN_WH.all(signs, start)), None)
        if at is not None and at <= start + 4 and at not in closed:
            return True
    return False


def _advises(signs: str) -> bool:
    refused = list(_NO_ADVICE.all(signs))
    return any(not any(a < d and c < b for c, d in refused) for a, b in _ADVICE.all(signs))


def _gives_back(reading: Reading, *, asks: bool, advice: bool, shared: tuple[str, ...]) -> bool:
    signs = reading.signs
    for start, end in _statements(reading):
        if _is_question(signs, start, end):
            continue
        if _echoes(reading, start, end, shared):
            return True
        if _informs(signs, start, end) and not _REFLECTS.find(signs, start, end):
            continue
        if end - start < 2 or _only_noise(signs, start, end):
            continue
        if _REFLECTS.find(signs, start, end) or _STIRS.begins(signs, start, end):
            return True
        if len(shared) >= 2 and _YOU.find(signs, start, end):
            return True
        about_you = _ABOUT_YOU.find(signs, start, end)
        if about_you and end - start >= 3 and (_YOU.find(signs, start, end) or len(shared) >= 2):
            return True
    return False


def _echoes(reading: Reading, start: int, end: int, shared: tuple[str, ...]) -> bool:
    """A short statement most of whose words with content are the other's own."""
    if not shared or end - start > _ECHO_AT_MOST:
        return False
    words = {token.lower() for token in reading.tokens[start:end] if len(token) > 2} - _small_words()
    return bool(words) and len(words & set(shared)) * 2 >= len(words)


_ECHO_AT_MOST = 9


def _informs(signs: str, start: int, end: int) -> bool:
    return _INFORMS.find(signs, start, end) is not None or _ADVICE.find(signs, start, end) is not None


def _statements(reading: Reading) -> list[tuple[int, int]]:
    cuts = [-1, *reading.ends, len(reading.signs)]
    return [(a + 1, b) for a, b in pairwise(cuts) if b > a + 1]


def _is_question(signs: str, start: int, end: int) -> bool:
    if end < len(signs) and signs[end] in SIGNS.having("QUESTION") and _REFLECTS.find(signs, start, end) is None:
        # "So you are tired, is that right?" gives back first and asks only whether it is so.
        return _TAG.find(signs, start, end + 1) is None or end - start < 5
    return _AUX_QUESTION.begins(signs, start, end) or _WH_QUESTION.find(signs, start, end) is not None


_YOU = Pattern("(YOU|YOUBE|YOUR|YOUHAVE|YOUWOULD)")
_NOISE = Pattern("(FILLER|BACKCHANNEL|COMMA|DASH|SYM|all)")


def _only_noise(signs: str, start: int, end: int) -> bool:
    return all(_NOISE.begins(signs, i, i + 1) for i in range(start, end))


_WORD = re.compile(r"[^\W\d_]{3,}(?:['’][^\W\d_]+)?")


_SMALL = {
    "PREP", "CONJ", "DET", "POSS", "BE", "DO", "HAVE", "MODAL", "NEG", "WH", "ADV", "YOU", "HE", "WE", "IT",
    "ITBE", "FILLER", "NUMWORD", "QUANT", "HIM", "YOUBE", "YOUHAVE", "IBE", "IHAVE", "HEBE", "SELF", "REL",
    "BECAUSE", "IF",
}  # fmt: skip


@cache
def _small_words() -> frozenset[str]:
    """Words too common to show that something was taken over."""
    listed = (word for word, names in word_classes().items() if not names.isdisjoint(_SMALL))
    return frozenset((*listed, "think", "know", "get", "got", "thing", "things", "want", "going", "lot"))


def shared_words(tokens: list[str], previous: str) -> tuple[str, ...]:
    """Content words of the turn that stand in `previous` too, endings set aside."""
    before = {_stem(w) for w in _WORD.findall(previous[:20_000])} if isinstance(previous, str) else set()
    if not before:
        return ()
    seen: dict[str, None] = {}
    for token in tokens:
        word = token.lower()
        if len(word) > 2 and word.isalpha() and word not in _small_words() and _stem(word) in before:
            seen[word] = None
    return tuple(seen)


def _stem(word: str) -> str:
    word = word.lower()
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e")
