"""Company ladders that their owners publish: Financial Times, Monzo and Medium Snowflake.

Sources: https://github.com/Financial-Times/career-competencies, https://github.com/monzo/progression-framework,
https://github.com/Medium/snowflake
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from colonnade_paths.model import Framework, Level, Need, Role, Skill
from colonnade_paths.reading import Source

PROFICIENCIES = ("awareness", "foundational", "working knowledge", "practitioner", "expert")
# Two tracks of one rung: individual contributor and people manager.
TRACK = re.compile(r"-(ic|pm)$")


def read_financial_times(source: Source, framework: Framework, name: str, document: dict[str, Any]) -> None:
    """Levels become roles, themes skills; a role needs the highest proficiency among its competencies."""
    ladder = PurePosixPath(name).stem
    framework.families[ladder] = str(document.get("name") or ladder)
    rungs = list(dict.fromkeys(TRACK.sub("", str(level["id"])) for level in _dicts(document, "levels")))
    for level in _dicts(document, "levels"):
        code, rung = f"{ladder}/{level['id']}", TRACK.sub("", str(level["id"]))
        track = "people" if code.endswith("-pm") else "expert" if code.endswith("-ic") else "common"
        title = str(level.get("name") or level["id"])
        framework.levels[code] = Level(code, title, rungs.index(rung) + 1.0, track)
        framework.roles[code] = Role(code, title, family=ladder, ladder=ladder, level=code)
    for theme in _dicts(document, "themes"):
        code = f"{ladder}/{theme['id']}"
        summary = str(theme.get("summary") or "").strip()
        framework.skills[code] = Skill(code, str(theme.get("name") or code), description=summary)
    for competency in _dicts(document, "competencies"):
        _add_competency(source, framework, name, ladder, competency)


def _add_competency(source: Source, framework: Framework, name: str, ladder: str, competency: dict[str, Any]) -> None:
    role = framework.roles.get(f"{ladder}/{competency.get('level')}")
    skill = f"{ladder}/{competency.get('theme')}"
    proficiency = str(competency.get("proficiency") or "").lower()
    line = getattr(competency, "line", None)
    if role is None or skill not in framework.skills:
        source.report.refuse(name, "a competency of an unknown level or theme", line)
        return
    if proficiency not in PROFICIENCIES:
        source.report.mend(name, f"unknown proficiency “{proficiency}” was read as awareness", line, "proficiency")
        proficiency = PROFICIENCIES[0]
    source.report.read[name] += 1
    role.tasks.append(str(competency.get("summary") or "").strip())
    _raise_need(role, skill, PROFICIENCIES.index(proficiency) + 1.0)


def _raise_need(role: Role, skill: str, level: float) -> None:
    given = next((need for need in role.needs if need.skill == skill), None)
    if given is None:
        role.needs.append(Need(skill, level))
    else:
        given.level = max(given.level, level)


def read_monzo(source: Source, framework: Framework, name: str, document: dict[str, Any]) -> None:
    """Each level of a framework becomes a role that needs every topic described up to that level."""
    ladder = str(PurePosixPath(name).with_suffix(""))
    title = re.sub(r"^\W+", "", str(document.get("title") or ladder))
    framework.families[ladder] = title
    topics = _dicts(document, "topics")
    for number in range(1, _count(document.get("levels")) + 1):
        code = f"{ladder}/{number}"
        framework.levels[code] = Level(code, f"Level {number}", float(number), "common")
        role = Role(code, f"{title}, level {number}", family=ladder, ladder=ladder, level=code)
        framework.roles[code] = role
        for topic in topics:
            _add_topic(framework, role, topic, number)
    source.report.read[name] += len(topics)


def _add_topic(framework: Framework, role: Role, topic: dict[str, Any], number: int) -> None:
    """Topics of one name are one skill in every framework, so that ladders can be compared."""
    label = str(topic.get("name") or "").strip()
    steps = {_count(step.get("level")): _criteria(step) for step in _dicts(topic, "content")}
    reached = [level for level, criteria in steps.items() if level <= number and criteria]
    if not label or not reached:
        return
    skill = framework.skills.setdefault(label, Skill(label, label[:1].upper() + label[1:]))
    if not skill.levels:
        skill.levels = ["; ".join(steps.get(level, [])) for level in range(1, max(steps) + 1)]
    role.needs.append(Need(label, float(max(reached))))
    role.tasks += steps.get(number, [])


def _criteria(step: dict[str, Any]) -> list[str]:
    plain = [str(text).strip() for text in step.get("criteria") or [] if isinstance(text, str)]
    shown = [str(entry.get("criteria")).strip() for entry in _dicts(step, "exampleCriteria") if entry.get("criteria")]
    return plain + shown


def read_snowflake(source: Source, framework: Framework, name: str, document: dict[str, Any]) -> None:
    """Tracks become skills, titles roles; the source asks a title for points, not for skills."""
    ladder = PurePosixPath(name).stem
    framework.families[ladder] = ladder.capitalize()
    tracks = document["tracks"] if isinstance(document["tracks"], dict) else {}
    for code, track in tracks.items():
        milestones = _dicts(track, "milestones")
        framework.skills[code] = Skill(
            code,
            str(track.get("displayName") or code),
            category=str(track.get("category") or ""),
            description=str(track.get("description") or ""),
            levels=[str(milestone.get("summary") or "") for milestone in milestones],
        )
    for number, title in enumerate(_dicts(document, "titles"), start=1):
        label = str(title.get("label") or number)
        code = f"{ladder}/{label}"
        framework.levels[code] = Level(code, label, float(number), "common")
        points = f"From {title.get('minPoints', 0)} points over all tracks."
        framework.roles[code] = Role(
            code, label, family=ladder, ladder=ladder, level=code, description=points, titles=[label]
        )
    source.report.read[name] += len(framework.skills)


def _dicts(piece: Any, field: str) -> list[dict[str, Any]]:
    entries = piece.get(field) if isinstance(piece, dict) else None
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _count(value: Any) -> int:
    return min(value, 50) if isinstance(value, int) and not isinstance(value, bool) else 0
