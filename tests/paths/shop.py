"""A small framework to test with: a bakery with a ladder, two tracks and a shop beside it."""

from __future__ import annotations

from colonnade_paths import Framework, Level, Move, Need, Role, Skill

SKILLS = {"dough": "Making dough", "oven": "Running the oven", "team": "Leading a team", "selling": "Selling"}
LEVELS = (("L1", 1, "common"), ("L2", 2, "common"), ("E3", 3, "expert"), ("M3", 3, "people"))
ROLES = (
    ("helper", "Bakery helper", "bakery", "L1", {"dough": 1, "oven": 1}, "Weighs flour and cleans the oven."),
    ("baker", "Baker", "bakery", "L2", {"dough": 3, "oven": 3}, "Mixes dough and bakes bread in the oven."),
    ("master", "Master baker", "bakery", "E3", {"dough": 5, "oven": 4}, "Develops new bread and dough."),
    ("lead", "Bakery team lead", "bakery", "M3", {"dough": 3, "team": 4}, "Leads the team that bakes bread."),
    ("seller", "Shop assistant", "shop", "L1", {"selling": 2}, "Sells bread and cakes to guests."),
    ("shop_lead", "Shop lead", "shop", "M3", {"selling": 3, "team": 3}, "Leads the team that sells cakes."),
)


def make_shop() -> Framework:
    """Six roles, four skills, one written move."""
    framework = Framework("Bakery", "test", scale_top=5.0)
    framework.families = {"bakery": "Bakery", "shop": "Shop"}
    framework.skills = {code: Skill(code, name) for code, name in SKILLS.items()}
    framework.levels = {code: Level(code, f"Level {parity}", parity, track) for code, parity, track in LEVELS}
    for code, title, family, level, needs, description in ROLES:
        role = Role(code, title, family=family, level=level, description=description, tasks=[description])
        role.needs = [Need(skill, float(number), 2.0 if skill == "team" else 1.0) for skill, number in needs.items()]
        framework.roles[code] = role
    framework.moves = [Move("seller", "helper", "lateral", "early hours", "bake for two mornings")]
    return framework
