from __future__ import annotations

import json
from pathlib import Path

import pytest

from colonnade_paths import PathsError, load, save
from tests.paths.shop import make_shop


@pytest.mark.parametrize("name", ["shop.json", "shop.json.gz"])
def test_what_is_saved_comes_back_whole(tmp_path: Path, name: str) -> None:
    save(make_shop(), tmp_path / name)
    assert load(tmp_path / name) == make_shop()
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"\x1f\x8bxx", b'{"format":"colonnade-paths-1"}', b"[" * 99_999]
)
def test_other_files_are_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.json").write_bytes(content)
    with pytest.raises(PathsError):
        load(tmp_path / "other.json")


def test_a_failed_write_leaves_the_former_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "shop.json"
    save(make_shop(), path)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(PathsError):
        save(make_shop(), path)
    assert json.loads(path.read_bytes())["name"] == "Bakery"
    assert [file.name for file in tmp_path.iterdir()] == ["shop.json"]
