"""Forward Impact: disciplines, levels and tracks in separate files, from which roles are put together.

A role is a discipline at a level, with or without a track. Its proficiencies follow the level, moved by the
track. Source: https://github.com/forwardimpact/monorepo (products/map)
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from colonnade_paths.model import Framework, Level, Need, Role, Skill
from colonnade_paths.reading import Source

PROFICIENCIES = ("awareness", "foundational", "working", "practitioner", "expert")
MATURITIES = ("emerging", "developing", "practicing", "role-modeling", "exemplifying")
TIERS = {"core": "coreSkills", "supporting": "supportingSkills", "broad": "broadSkills"}
FOLDERS = ("disciplines", "capabilities", "behaviours", "tracks")


def is_forward_impact(documents: dict[str, Any]) -> bool:
    """Whether a levels file lies beside a folder of disciplines."""
    return _root(documents) is not None


def read_forward_impact(source: Source, framework: Framework, documents: dict[str, Any]) -> dict[str, Any]:
    """Add the roles to the framework; gives the documents that belong to somebody else."""
    root = _root(documents) or PurePosixPath()
    mine = {name: value for name, value in documents.items() if _is_under(root, name)}
    folders = {folder: _folder(mine, root, folder) for folder in FOLDERS}
    capabilities = _read_capabilities(framework, folders["capabilities"])
    for code, behaviour in folders["behaviours"].items():
        _add_behaviour(framework, code, behaviour)
    levels = next(value for name, value in mine.items() if PurePosixPath(name).stem == "levels")
    for code, discipline in folders["disciplines"].items():
        for level in (level for level in levels if isinstance(level, dict) and "id" in level):
            for track in _tracks(discipline, folders["tracks"]):
                modifiers = _modifiers(folders["tracks"].get(track, {}), capabilities)
                _add_role(framework, code, discipline, level, track, modifiers)
    for name in mine:
        source.report.read[name] += 1
    return {name: value for name, value in documents.items() if name not in mine}


def _root(documents: dict[str, Any]) -> PurePosixPath | None:
    for name, value in documents.items():
        path = PurePosixPath(name)
        if path.stem == "levels" and isinstance(value, list):
            prefix = str(path.parent / "disciplines")
            if any(str(PurePosixPath(other).parent) == prefix for other in documents):
                return path.parent
    return None


def _is_under(root: PurePosixPath, name: str) -> bool:
    return PurePosixPath(name).is_relative_to(root)


def _folder(documents: dict[str, Any], root: PurePosixPath, folder: str) -> dict[str, dict[str, Any]]:
    found = {}
    for name, value in documents.items():
        path = PurePosixPath(name)
        if path.parent == root / folder and not path.stem.startswith("_") and isinstance(value, dict):
            found[path.stem] = value
    return found


def _read_capabilities(framework: Framework, files: dict[str, dict[str, Any]]) -> dict[str, list[str]]:
    """Skills of each capability, which is what a track modifies."""
    capabilities: dict[str, list[str]] = {}
    for code, capability in files.items():
        key = str(capability.get("id") or code)
        for skill in capability.get("skills") or []:
            human = skill.get("human") or {}
            described = human.get("proficiencyDescriptions") or {}
            framework.skills[str(skill["id"])] = Skill(
                str(skill["id"]),
                str(skill.get("name") or skill["id"]),
                category=key,
                description=str(human.get("description") or ""),
                levels=[str(described.get(step, "")) for step in PROFICIENCIES],
            )
            capabilities.setdefault(key, []).append(str(skill["id"]))
    return capabilities


def _add_behaviour(framework: Framework, code: str, behaviour: dict[str, Any]) -> None:
    human = behaviour.get("human") or {}
    described = human.get("maturityDescriptions") or {}
    framework.skills[code] = Skill(
        code,
        str(behaviour.get("name") or code),
        "behaviour",
        description=str(human.get("description") or ""),
        levels=[str(described.get(step, "")) for step in MATURITIES],
    )


def _tracks(discipline: dict[str, Any], known: dict[str, Any]) -> list[str]:
    valid = discipline.get("validTracks") or [None]
    return [track or "" for track in valid if track is None or track in known]


def _modifiers(track: dict[str, Any], capabilities: dict[str, list[str]]) -> dict[str, int]:
    moved: dict[str, int] = {}
    for name, step in (track.get("skillModifiers") or {}).items():
        moved.update(dict.fromkeys(capabilities.get(name, [name]), int(step)))
    for name, step in (track.get("behaviourModifiers") or {}).items():
        moved[name] = int(step)
    return moved


def _add_role(
    framework: Framework,
    code: str,
    discipline: dict[str, Any],
    level: dict[str, Any],
    track: str,
    modifiers: dict[str, int],
) -> None:
    rung = str(level["id"])
    is_management = bool(discipline.get("isManagement"))
    rank = str(level.get("managementTitle" if is_management else "professionalTitle") or rung)
    framework.levels.setdefault(rung, Level(rung, rank, float(level.get("ordinalRank") or 0), "common"))
    framework.families.setdefault(code, str(discipline.get("specialization") or code))
    label = str(discipline.get("roleTitle") or framework.families[code])
    title = f"{label} {rank}" + (f", {track.replace('-', ' ')}" if track else "")
    key = "/".join(part for part in (code, rung, track) if part)
    role = Role(key, title, family=code, ladder=f"{code} {track}".strip(), level=rung)
    role.description = str(discipline.get("description") or "")
    base = level.get("baseSkillProficiencies") or {}
    for tier, field in TIERS.items():
        for skill in discipline.get(field) or []:
            step = _step(PROFICIENCIES, base.get(tier), modifiers.get(skill, 0))
            role.needs.append(Need(skill, step, {"core": 3.0, "supporting": 2.0}.get(tier, 1.0)))
    own = discipline.get("behaviourModifiers") or {}
    for behaviour, skill_ in framework.skills.items():
        if skill_.kind == "behaviour":
            moved = int(own.get(behaviour, 0)) + modifiers.get(behaviour, 0)
            role.needs.append(Need(behaviour, _step(MATURITIES, level.get("baseBehaviourMaturity"), moved)))
    framework.roles[key] = role


def _step(steps: tuple[str, ...], name: Any, moved: int) -> float:
    start = steps.index(name) if name in steps else 0
    return float(min(max(start + moved, 0), len(steps) - 1) + 1)
