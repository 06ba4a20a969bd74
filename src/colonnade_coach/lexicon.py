"""From words to signs: closed classes from words/*.txt, form for every other word."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from itertools import product

from .grammar import SIGNS, literals
from .text import LONGEST_WORD

_ABSTRACT = re.compile(r".{3,}(?:ness|ity|ship|ance|ence|ism|tion|sion|ment|tude|hood|ency|ancy|acy)$")
_ADJECTIVE = re.compile(r".{2,}(?:ive|ful|less|ous|able|ible|ish|ic|ical|ant|ent|ary|minded|hearted|headed)$")
_QUARTER = re.compile(r"(?:q[1-4]|h[12]|fy-?\d\d(?:\d\d)?|kw\d\d?|w\d\d?)$")
_CLOCK = re.compile(r"\d{1,2}(?::\d\d)(?:[ap]m|h)?$|\d{1,2}(?:\.\d\d)?[ap]m$|\d{1,2}h\d\d$")
_YEAR = re.compile(r"(?:19|20)\d\d$|\d{2,4}/\d{2}$")
_DATE = re.compile(
    r"\d{1,2}[./](?:0[1-9]|1[0-2])$|\d{1,2}/\d{1,2}$|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)$|(?:19|20)\d\d-\d\d-\d\d$"
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_SPELT_UNIT = re.compile(r"(?:one|two|three|four|five|six|seven|eight|ten|twelve|twenty|half)-\w")
_UNITED = re.compile(r"\d[\d.,:/]*-?[^\W\d]")

# Every set a word of no list can have; the table of signs must be complete before a pattern is compiled.
_FORMS = ("ED", "ING", "LY", "SUPERL", "ADJX", "ABSTR", "NS", "PLAIN")
_NUMBERS = ("YEAR", "CLOCK", "DATE", "ORD", "PCT", "MONEY", "NUMUNIT", "PLAINNUM")
_MARKS = {
    ",": "COMMA", ";": "SEMI", ":": "COLON", ".": "END", "!": "END", "?": "END QUESTION", "…": "END",
    "-": "DASH", "–": "DASH", "—": "DASH", "%": "PERCENT", "(": "OPEN", ")": "CLOSE", "/": "SLASH",
    "→": "ARROW", "➜": "ARROW", "&": "AND SYM", ">": "ARROW",
    '"': "QUOTE", "“": "QUOTE", "”": "QUOTE", "„": "QUOTE", "«": "QUOTE", "»": "QUOTE",
    "'": "QUOTE", "‘": "QUOTE", "’": "QUOTE",
}  # fmt: skip
_BORDERS = {"END", "SEMI", "COLON", "DASH", "SYM", "QUOTE", "OPEN", "CLOSE"}
# What stays known of a word with an 's: Friday's, the customer's.
_OWNING = {"WEEKDAY", "MONTH", "DAYWORD", "PERIOD", "EVENT", "GROUP", "DATEWORD"}


_PRONOUNS = frozenset(
    [
        "YOU",
        "YOUBE",
        "YOUHAVE",
        "YOUWILL",
        "YOUWOULD",
        "I",
        "IBE",
        "IHAVE",
        "IWILL",
        "WE",
        "WEBE",
        "WEHAVE",
        "WEWILL",
        "HE",
        "HEBE",
        "HEHAVE",
        "HEWILL",
        "ITBE",
        "NOBODY",
        "EVERYBODY",
    ]
)
_JOINING = frozenset(["PREP", "AND", "BUT", "IF", "REL", "BEFIN", "HAVE", "DO", "MODAL"])
# Classes that are other classes with some left out: (all of these, none of those).
_DERIVED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "INPHRASE": (frozenset({"W"}), _PRONOUNS | _JOINING),
    "NOUNY": (frozenset({"W"}), _PRONOUNS | _JOINING | {"ED", "PASTIRR", "ADV", "WH", "SOMEBODY"}),
}
_PERSONAL = frozenset({"TRAIT", "ADJX"})


def complete(features: frozenset[str]) -> frozenset[str]:
    """Add the classes that follow from others."""
    added = {name for name, (all_of, none_of) in _DERIVED.items() if all_of <= features and not none_of & features}
    if features & _PERSONAL and "STATE" not in features:
        added |= {"QUALITY"} if "MOMENT" in features else {"QUALITY", "LASTING"}
    return features | added


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """The lists of words/*.txt: lines of `CLASS: word word`, indented lines carry on."""
    classes: dict[str, set[str]] = {}
    for file in sorted(resources.files(__package__).joinpath("words").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".txt"):
            _read_classes(file.read_text("utf-8"), classes)
    return {word: frozenset(names) for word, names in classes.items()}


def _read_classes(text: str, classes: dict[str, set[str]]) -> None:
    name = ""
    for line in text.splitlines():
        line = line.split("#", 1)[0].rstrip()
        if not line:
            continue
        if not line[0].isspace():
            name, line = line.split(":", 1)
        for word in line.split():
            classes.setdefault(word, set()).add(name)


class Lexicon:
    """Gives each token its sign; built once, after all patterns are known."""

    def __init__(self) -> None:
        self._features = {word: self._with_word(word, names) for word, names in word_classes().items()}
        for word in literals():
            known = self._features.get(word) or self._with_word(word, _form(word))
            self._features[word] = known | {"=" + word}
        self._signs: dict[str, str] = {}
        self._announce()
        self.quoted = SIGNS.sign(frozenset({"W", "INNER", "QUOTED"}))
        self._long = SIGNS.sign(frozenset({"W", "INNER", "LONG"}))

    def signs(self, tokens: list[str]) -> str:
        known = self._signs
        try:
            return "".join([known[t] for t in tokens])
        except KeyError:
            for token in tokens:
                if token not in known:
                    self._learn(token)
            return "".join([known[t] for t in tokens])

    def _learn(self, token: str) -> None:
        if len(self._signs) > 50_000:
            self._signs.clear()
        self._signs[token] = self._classify(token)

    def _classify(self, token: str) -> str:
        if len(token) > LONGEST_WORD and not token.isspace():
            return self._long
        if token[0] == "\n":
            return SIGNS.sign(_mark("\n"))
        if not token[0].isalnum():
            return SIGNS.sign(_mark(token))
        return SIGNS.sign(complete(self._word(token)))

    def _word(self, token: str) -> frozenset[str]:
        key = token.lower().replace("’", "'")
        features = self._features.get(token, self._features.get(key))
        if features is not None:
            return features
        first, dash, last = key.partition("-")
        if dash and first and last.startswith(first) and last in self._features:
            return self._features[last]  # a stutter as transcripts write it: so-so, wh-what
        if key.endswith(("'s", "s'")):
            features = self._owner(key[:-2] or key)
        elif key.replace("'", "") in self._features:
            return self._features[key.replace("'", "")]
        else:
            features = _form(key)
        features = features | {"W", "INNER"}
        return features | {"CAP"} if token[0].isupper() else features

    def _owner(self, word: str) -> frozenset[str]:
        kept = self._features.get(word, frozenset()) & _OWNING
        return (kept or _form(word)) | {"POSSN"}

    def _with_word(self, word: str, names: frozenset[str]) -> frozenset[str]:
        # A listed word keeps its form: "closed" is a state and the past of "close".
        form = _word_form(word)
        return names | {"W", "INNER"} | ({form} if form in ("ED", "ING", "ABSTR") and "FIXED" not in names else set())

    def _announce(self) -> None:
        every = set(self._features.values())
        every |= {(f & _OWNING) | {"POSSN", "W", "INNER"} for f in every}
        forms = [_shape(f) | {"W", "INNER"} for f in (*_FORMS, *_NUMBERS, "QUARTER", "CODE")]
        every |= {f | extra for f, extra in product(forms, ({"POSSN"}, frozenset[str]()))}
        for features in sorted(every, key=_classes_first):
            SIGNS.sign(complete(features))
            if not any(f[0] == "=" for f in features):
                SIGNS.sign(complete(features | {"CAP"}))
        for mark in (*_MARKS, "\n", "*"):
            SIGNS.sign(_mark(mark))


def _classes_first(features: frozenset[str]) -> tuple[list[str], list[str]]:
    """Signs of one class side by side keep the ranges of a pattern few."""
    return sorted(f for f in features if f[0] != "="), sorted(f for f in features if f[0] == "=")


def _mark(mark: str) -> frozenset[str]:
    if mark == "\n":
        return frozenset({"END", "LINE"})
    names = frozenset(_MARKS.get(mark, "SYM").split())
    return names if names & _BORDERS else names | {"INNER"}


def _shape(name: str) -> frozenset[str]:
    return frozenset({name, "NUM"}) if name in _NUMBERS else frozenset({name})


def _form(word: str) -> frozenset[str]:
    if word[0].isdigit():
        return _shape(_number(word))
    return _shape(_word_form(word))


def _number(word: str) -> str:
    for name, test in (("CLOCK", _CLOCK), ("DATE", _DATE), ("YEAR", _YEAR), ("ORD", _ORDINAL)):
        if test.match(word):
            return name
    if word[-1] == "%":
        return "PCT"
    if word[-1] in "€$£":
        return "MONEY"
    return "NUMUNIT" if _UNITED.match(word) else "PLAINNUM"


def _word_form(word: str) -> str:
    if _QUARTER.match(word):
        return "QUARTER"
    if "_" in word or any(map(str.isdigit, word)):
        return "CODE"
    if _SPELT_UNIT.match(word):
        return "NUMUNIT"
    if word.endswith("ed") and len(word) > 3 and (word[-3] != "e" or word.endswith(("greed", "freed", "nteed"))):
        return "ED"
    if word.endswith("ing") and len(word) > 4:
        return "ING"
    if word.endswith("ly") and len(word) > 4:
        return "LY"
    if word.endswith("iest") and len(word) > 6:
        return "SUPERL"
    if _ABSTRACT.match(word):
        return "ABSTR"
    if _ADJECTIVE.match(word):
        return "ADJX"
    if word.endswith("s") and not word.endswith("ss"):
        return "NS"
    return "PLAIN"


@cache
def lexicon() -> Lexicon:
    return Lexicon()
