"""Sentences cut into clauses: who or what it is about, and what the verb says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .grammar import Pattern
from .needs import RarePattern
from .rules import Reading

# A clause begins after a mark, or where a joining word or comma meets a new subject with its verb.
_BREAK = RarePattern(
    "(SEMI|DASH|COLON|LINE|lol|haha|lmao|smh|btw)"
    "|[(COMMA|AND|BUT|so|then|yet|CONJ)+ (ADV|LY|then|so|that)* ({pronoun} !(COMMA|END|AND)|{np} (ADV"
    "|LY)* {finite})]"
    "|[COMMA (BUT|so)]"
    "|[COMMA? (because|cause|cos|since) ({pronoun}|{np} (ADV)* {finite})]"
    "|[COMMA (and|so)? (which|who) (ADV)* ({finite}|NS)]"
    "|[(the|our|my|a) NOUNY NOUNY? (had to|have to|has to|couldn't|could not|couldnt)]"
    "|[when YOU (ADV|LY)* (ED|PASTIRR|DID|BEPAST|HAD)]"
    "|[(COMMA|AND|BUT|so) (AND|so|then)* (POLITE|let's|lets|next time|from now on)]"
    "|[COMMA (AND|so|then|but)* VERB (DET|YOUR|POSS|ME|HIM|IT|NUM|PREP|ADV|QUANT|CAP)]"
    "|[COMMA (saving|causing|leaving|costing|making|which|so that|forcing|letting|meaning|allowing) ]"
)
_SUBJECT = Pattern(
    "<!of <!to <!for <!with <!from <!about [({pronoun})] (ADV|LY)* !(COMMA|END|AND|PREP|DET) _|[{np}] "
    "(ADV|LY)* {finite}"
    "|[(YOUBE|IBE|WEBE|HEBE|ITBE|YOUHAVE|IHAVE)]"
)
# "Average time is", "marks were entered": no article, but a verb follows.
_BARE_SUBJECT = Pattern("[NOUNY+ (PREP (DET|POSS|YOUR)* NOUNY+)? (this PERIOD)?] (ADV|LY)* {finite}")
# In "on the calls I heard you did", the opening holds a subject of its own.
_OPENING = Pattern("(COMMA|AND|BUT|so)* (PREP|when|while|as|after|before)")
_YOU_VERB = Pattern(
    "<!IF <!WH <!REL <!as <!of <!to <!for <!with <!from <!about [{you_any}] (ADV|LY)* !(COMMA|END|AND|PREP|DET) _"
)
# "I noticed that you": what was noticed is the clause.
_NOTICED = Pattern(
    "(ADV|DO|NEG|LY|HAVE|also|just|can|could)* (felt|feel|noticed|notice|saw|see|heard|hear|think|thought"
    "|found|understand|know|observed|realised|remember) (that|how|like)? ({pronoun}|{np} (ADV)* {finite})"
    "|(ADV|DO|NEG|LY|HAVE|also|just|would)* (like|liked|love|loved|appreciate|appreciated|enjoyed|admire"
    "|admired)"
    " (it|the way|that|how|when)+ YOU"
)
# Dictated text has no marks at all; what "we had to" do begins something new there.
_RUN_ON = Pattern(
    "[(they|he|she|i|WE|it|NOBODY|EVERYBODY)] (ADV)* (were|was|had|have|hav|lost|missed|couldn't|couldnt"
    "|could not"
    "|can't|cant|didn't|didnt|got|felt)|[the NOUNY NOUNY?] (had|was|were|couldn't|couldnt|lost|missed"
    "|came|went|got)"
)
_STARTS_WITH_LINK = Pattern(
    "((please|kindly)* note that|fyi|COMMA|AND|BUT|so|then|ADV|LY|as a result|because of (that|this)|SYM"
    "|QUOTE|DASH|COLON|SEMI)*"
)
_YOU, _I, _WE = (
    Pattern("{you_any}"),
    Pattern("(I|IBE|IHAVE|IWILL|IWOULD)"),
    Pattern("(WE|WEBE|WEHAVE|WEWILL)"),
)
_HE, _IT = Pattern("(he|she|HEBE|HEHAVE|HEWILL|they)"), Pattern("(IT|ITBE|there)")
_KINDS = (("you", _YOU), ("i", _I), ("we", _WE), ("he", _HE), ("it", _IT))


@dataclass(slots=True)
class Clause:
    """Token positions: `start` to `end`, `subject` where the subject stands (`end` when there is none)."""

    start: int
    end: int
    sentence: tuple[int, int]
    link: int
    who: str
    subject: int
    verb: int


def clauses(reading: Reading) -> Iterator[Clause]:
    for start, end in reading.sentences():
        yield from _of_sentence(reading.signs, start, end)


def _of_sentence(signs: str, start: int, end: int) -> Iterator[Clause]:
    cuts: list[int] = []
    if _BREAK.need.search(signs, start, end):
        cuts = sorted({_cut(match) for match in _BREAK.regex.finditer(signs, start, end)})
    if not cuts and end - start == len(signs):
        cuts = [a for a, _ in _RUN_ON.all(signs)]
    cuts = [cut for cut in cuts if start < cut < end]
    if not cuts:
        yield _clause(signs, start, end, (start, end))
        return
    for a, b in zip([start, *cuts], [*cuts, end], strict=True):
        yield _clause(signs, a, b, (start, end))


def _cut(match: re.Match[str]) -> int:
    # The joining words belong to the clause they open; a mark belongs to the one it closes.
    return match.start() if match.lastindex else match.end()


def _clause(signs: str, start: int, end: int, sentence: tuple[int, int]) -> Clause:
    link = _STARTS_WITH_LINK.at(signs, start, end)
    link = start if link is None else link
    found = _SUBJECT.find(signs, start, end)
    if found is None:
        found = _BARE_SUBJECT.find(signs, start, end)
        if found is None or found[0] > link + 1:
            return Clause(start, end, sentence, link, "", end, end)
    subject, verb = found
    if _OPENING.begins(signs, link, end) and _YOU.at(signs, subject) is None:
        later = _YOU_VERB.find(signs, subject + 1, end)
        subject, verb = later or (subject, verb)
    if subject > link and _THING_FIRST.begins(signs, link, subject) and _YOU.begins(signs, subject):
        # "The drawing you sent": what you did is only told of the drawing.
        return Clause(start, end, sentence, link, "thing", link, subject)
    return _named(signs, start, end, sentence, link, subject, verb)


_THING_FIRST = Pattern(
    "(everything|anything|nothing|something|whatever|it|the|a|an|all|any|some|each|this|these|those|NUM|NS)"
)


def _named(signs: str, start: int, end: int, sentence: tuple[int, int], link: int, subject: int, verb: int) -> Clause:
    for who, pattern in _KINDS:
        if pattern.at(signs, subject, end) is not None:
            noticed = _NOTICED.at(signs, subject + 1, end) if who in ("i", "we") else None
            found = _SUBJECT.find(signs, subject + 2, end) if noticed else None
            if found:
                return _named(signs, start, end, sentence, link, *found)
            return Clause(
                start,
                end,
                sentence,
                link,
                who,
                subject,
                max(verb, subject + 1) if who == "it" else subject + 1,
            )
    return Clause(start, end, sentence, link, "thing", subject, verb)
