"""Any framework that an import could give, for properties that must hold of all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from colonnade_paths import Framework, Level, Move, Need, Role, Skill
from colonnade_paths.model import MOVE_KINDS

# Texts that spreadsheets and YAML take for something else, and any others without control characters.
TRICKY = (
    "=1+1",
    "'=1+1",
    "''-x",
    "- first",
    "@SUM(A1)",
    "yes",
    "null",
    "1.0",
    "007",
    "a,b;c",
    "a\nb",
    "“é” \u2028 x",
)
plain_text = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=6)
# An import takes spaces off both ends, so texts here have none.
texts = st.one_of(st.sampled_from(TRICKY), plain_text).map(str.strip).filter(bool)
some = st.lists(texts, max_size=3)
maybe = st.one_of(st.just(""), texts)
numbers = st.one_of(st.integers(1, 50).map(float), st.floats(0.001, 50).map(lambda n: round(n, 5)))


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """A framework whose parts all point somewhere."""
    names = st.lists(texts, unique=True, max_size=4)
    framework = Framework(draw(texts), draw(texts), draw(maybe), scale_top=50.0, scale=draw(some))
    framework.families = {code: draw(texts) for code in draw(names)}
    framework.levels = {c: Level(c, draw(maybe), draw(numbers), draw(maybe), draw(maybe)) for c in draw(names)}
    for code in draw(names):
        parent = draw(st.sampled_from(["", *framework.skills]))
        skill = Skill(code, draw(texts), draw(texts), draw(maybe), parent, draw(maybe), [*draw(some), draw(texts)])
        framework.skills[code] = skill
    for code in draw(st.lists(texts, unique=True, min_size=1, max_size=4)):
        framework.roles[code] = _role(draw, framework, code)
    for _ in range(draw(st.integers(0, 2))):
        ends = [draw(st.sampled_from(list(framework.roles))) for _ in range(2)]
        framework.moves.append(Move(*ends, draw(st.sampled_from(MOVE_KINDS)), draw(maybe), draw(maybe), draw(maybe)))
    framework.terms = {code: draw(texts) for code in draw(names)}
    framework.demand = {code: draw(numbers) for code in framework.roles if draw(st.booleans())}
    return framework


def _role(draw: st.DrawFn, framework: Framework, code: str) -> Role:
    return Role(
        code,
        draw(texts),
        family=draw(st.sampled_from(["", *framework.families])),
        ladder=draw(maybe),
        level=draw(st.sampled_from(["", *framework.levels])),
        description=draw(maybe),
        needs=[Need(skill, draw(numbers), draw(numbers)) for skill in framework.skills if draw(st.booleans())],
        titles=draw(some),
        tasks=draw(some),
        activities={draw(texts): draw(numbers)},
        tools=draw(some),
        setting=draw(some),
        classes=draw(some),
        conditions=draw(maybe),
        entry=draw(maybe),
        education=draw(st.one_of(st.none(), numbers)),
        local=draw(maybe),
    )
