"""A framework as one JSON file, written whole or not at all."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from colonnade_paths.model import Framework, Level, Move, Need, Role, Skill
from colonnade_paths.report import PathsError

FORMAT = "colonnade-paths-1"


def pack(framework: Framework) -> bytes:
    """The framework as gzipped JSON; the same framework always gives the same bytes."""
    return gzip.compress(_text(framework), compresslevel=6, mtime=0)


def unpack(content: bytes, name: str = "The framework") -> Framework:
    """What `pack` or `save` wrote; raises `PathsError`, which calls it `name`, for anything else."""
    try:
        document = json.loads(gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content)
    except (ValueError, OSError, EOFError, RecursionError) as error:
        raise PathsError(f"{name} is not a framework file: {error}.") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise PathsError(f"{name} is not a framework file of this version; import it again.")
    try:
        return _framework(document)
    except (KeyError, TypeError, ValueError) as error:
        raise PathsError(f"{name} is a damaged framework file ({error}); import it again.") from error


def save(framework: Framework, path: str | Path) -> None:
    """Write the framework to `path` (gzipped when the name ends in .gz), replacing it in one step.

    Raises `PathsError` when the place cannot be written.
    """
    target = Path(path)
    try:
        replace_file(target, pack(framework) if target.suffix == ".gz" else _text(framework))
    except OSError as error:
        raise PathsError(f"{target} could not be written: {error.strerror or error}.") from error


def load(path: str | Path) -> Framework:
    """Read a framework that `save` wrote; raises `PathsError` for anything else."""
    source = Path(path)
    try:
        content = source.read_bytes()
    except OSError as error:
        raise PathsError(f"{source} could not be read: {error.strerror or error}.") from error
    return unpack(content, str(source))


def _text(framework: Framework) -> bytes:
    document = {"format": FORMAT, **_plain(framework)}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=str).encode("utf-8", "replace")


def replace_file(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644 & ~_umask())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _plain(framework: Framework) -> dict[str, Any]:
    return {
        "name": framework.name,
        "source": framework.source,
        "attribution": framework.attribution,
        "scale_top": framework.scale_top,
        "scale": framework.scale,
        "families": framework.families,
        "levels": [asdict(level) for level in framework.levels.values()],
        "skills": [_without_empty(asdict(skill)) for skill in framework.skills.values()],
        "roles": [_plain_role(role) for role in framework.roles.values()],
        "moves": [_without_empty(asdict(move)) for move in framework.moves],
        "demand": framework.demand,
        "terms": framework.terms,
    }


def _plain_role(role: Role) -> dict[str, Any]:
    fields = {name: getattr(role, name) for name in Role.__slots__ if name != "needs"}
    fields["needs"] = [[need.skill, need.level, need.weight] for need in role.needs]
    return _without_empty(fields)


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", [], {}, None)}


def _framework(document: dict[str, Any]) -> Framework:
    framework = Framework(
        name=document["name"],
        source=document["source"],
        attribution=document["attribution"],
        scale_top=float(document["scale_top"]),
        scale=document["scale"],
        families=document["families"],
        demand=document["demand"],
        terms=document["terms"],
    )
    framework.levels = {fields["code"]: Level(**fields) for fields in document["levels"]}
    framework.skills = {fields["code"]: Skill(**fields) for fields in document["skills"]}
    for fields in document["roles"]:
        needs = [Need(*need) for need in fields.pop("needs", [])]
        framework.roles[fields["code"]] = Role(**fields, needs=needs)
    framework.moves = [Move(**fields) for fields in document["moves"]]
    return framework
