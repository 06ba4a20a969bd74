"""The words and numbers that ship: purposes, questions, agendas, prompts; one YAML file per language, read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "content"


@lru_cache(maxsize=8)
def content(language: str = "en") -> dict[str, Any]:
    """The whole content file of a language; English where the language has none."""
    file = FOLDER / f"{language}.yaml"
    if not file.exists():
        file = FOLDER / "en.yaml"
    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506  a safe loader, see below
    return loaded


@lru_cache(maxsize=1)
def framework() -> dict[str, Any]:
    """The starter framework as it ships: levels, skills, families, roles, moves."""
    text = (FOLDER / "framework.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=_loader())  # noqa: S506  a safe loader, see below
    return loaded


def _loader() -> type:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
