"""What the reference page of the engine promises: its example runs, its names exist, every public name is on it."""

from __future__ import annotations

import re
from pathlib import Path

import colonnade_paths
from colonnade_paths.importers.tables import COLUMNS

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "paths.md").read_text(encoding="utf-8")
# Named on the page only by what gives them.
PARTS = {
    "SECTORS",
    "Change",
    "Closeness",
    "Demands",
    "Level",
    "Move",
    "Need",
    "PathsError",
    "Problem",
    "Skill",
    "Role",
}


def test_the_example_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    exec(example, {})  # noqa: S102 - our own page


def test_every_public_name_is_on_the_page() -> None:
    assert [
        name for name in colonnade_paths.__all__ if name not in PARTS and not re.search(rf"\b{name}s?\b", PAGE)
    ] == []


def test_every_table_and_column_is_on_the_page() -> None:
    tables = PAGE.split("### Tables of one's own")[1].split("###")[0]
    wanted = {name for table, columns in COLUMNS.items() for name in (table, *columns[0], *columns[1])}
    assert sorted(name for name in wanted if not re.search(rf"\b{name}\b", tables)) == []
