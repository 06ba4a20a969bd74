"""An invented framework of any size, the same every time: for speed and for bad input."""

from __future__ import annotations

import numpy as np

from colonnade_paths import Framework, Level, Move, Need, Role, Skill

WORDS = "care plan build test lead sell cook clean teach drive stock audit design write speak count repair help"


def make_invented(roles: int = 1000, skills: int = 200, families: int = 20) -> Framework:
    """Roles that each need half of the skills, on six levels, every third with a written move."""
    random = np.random.default_rng(1)
    words = WORDS.split()
    framework = Framework("Invented", "test", scale_top=5.0)
    framework.families = {f"f{number}": f"Family {number}" for number in range(families)}
    framework.levels = {f"L{step}": Level(f"L{step}", f"Level {step}", float(step), "common") for step in range(1, 7)}
    framework.skills = {f"s{number}": Skill(f"s{number}", f"Skill {number}") for number in range(skills)}
    for number in range(roles):
        picked = random.choice(skills, skills // 2, replace=False)
        level, weight = random.integers(1, 6, len(picked)), random.integers(1, 4, len(picked))
        framework.roles[f"r{number}"] = Role(
            f"r{number}",
            f"{words[number % len(words)].title()} worker {number}",
            family=f"f{number % families}",
            level=f"L{number % 6 + 1}",
            description=" ".join(random.choice(words, 12)),
            needs=[Need(f"s{s}", float(n), float(w)) for s, n, w in zip(picked, level, weight, strict=True)],
        )
    framework.moves = [Move(f"r{n}", f"r{(n + 7) % roles}", "lateral") for n in range(0, roles, 3)]
    return framework
