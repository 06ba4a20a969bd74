"""The commands in processes of their own: what they print, what they refuse, what they leave alone."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from colonnade.cli import server
from colonnade.cli.doctor import is_safe_sqlite

ROOT = Path(__file__).parent.parent.parent


def environment(folder: Path, **settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "COLONNADE_DATA": str(folder), **settings}


def colonnade(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "colonnade.cli", *arguments],
        env=environment(folder, **settings),
        capture_output=True,
        text=True,
        timeout=60,
    )


def said(result: subprocess.CompletedProcess[str]) -> tuple[int, str]:
    """The exit code and what stands on stderr: one sentence, no traceback."""
    assert result.stderr.count("\n") <= 1, result.stderr
    return result.returncode, result.stderr.strip()


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A data folder with tables and keys; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("made") / "data"
    result = colonnade(folder, "migrate")
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "data"))


def test_version_is_said(tmp_path):
    assert re.fullmatch(r"colonnade \S.*", colonnade(tmp_path, "--version").stdout.strip())


def test_a_wrong_setting_is_one_sentence(tmp_path):
    code, sentence = said(colonnade(tmp_path, "serve", COLONNADE_WROKERS="3"))

    assert (code, sentence.startswith("Unknown setting COLONNADE_WROKERS.")) == (2, True)


def test_a_new_folder_gets_a_key_that_only_its_owner_reads(made):
    key = made / "master.key"

    assert oct(key.stat().st_mode & 0o777) == "0o400"
    assert (made / "secret.key").exists()


def test_a_second_run_keeps_the_key(folder):
    before = (folder / "master.key").read_text()

    assert colonnade(folder, "migrate").returncode == 0
    assert (folder / "master.key").read_text() == before


def test_a_missing_key_beside_a_database_stops_the_start(folder):
    (folder / "master.key").unlink()

    code, sentence = said(colonnade(folder, "serve", "--port", str(_free_port())))

    assert (code, "set COLONNADE_MASTER_KEY_FILE" in sentence) == (2, True)
    assert not (folder / "master.key").exists()


def test_a_key_that_others_may_read_stops_the_start(folder):
    (folder / "master.key").chmod(0o444)

    code, sentence = said(colonnade(folder, "migrate"))

    assert (code, "chmod 0400" in sentence) == (2, True)


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path):
    code, sentence = said(colonnade(tmp_path, "migrate", COLONNADE_DATABASE_URL="postgres://a:b@127.0.0.1:1/x"))

    assert (code, sentence.startswith("The database cannot be used:")) == (2, True)
    assert not (tmp_path / "master.key").exists()


def test_a_data_folder_that_cannot_be_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")

    code, sentence = said(colonnade(tmp_path / "file" / "data", "migrate"))

    assert (code, sentence.startswith("COLONNADE_DATA:")) == (2, True)


def test_a_folder_with_other_files_is_not_emptied(folder, tmp_path):
    (tmp_path / "precious").write_text("kept")

    code, sentence = said(colonnade(folder, "serve", "--port", str(_free_port()), COLONNADE_STATIC=str(tmp_path)))

    assert (code, "holds other files" in sentence) == (2, True)
    assert (tmp_path / "precious").read_text() == "kept"


def test_a_taken_port_is_one_sentence(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, sentence = said(colonnade(folder, "serve", "--port", str(taken.getsockname()[1])))

    assert (code, "choose another with --port" in sentence) == (2, True)


def _lines(result: subprocess.CompletedProcess[str]) -> dict[str, str]:
    return {line[6:].split(":")[0]: line[:4].strip() for line in result.stdout.splitlines()}


def test_the_doctor_says_what_is_missing_and_changes_nothing(folder):
    (folder / "master.key").unlink()

    result = colonnade(folder, "doctor")

    assert result.returncode == 1
    assert _lines(result) == {
        "settings": "ok",
        "address": "ok",
        "database": "ok",
        "keys": "FAIL",
        "static files": "FAIL",
        "mail": "ok",
    }
    assert not (folder / "master.key").exists()


def test_the_doctor_of_nothing_makes_nothing(tmp_path):
    result = colonnade(tmp_path / "data", "doctor")

    assert (result.returncode, list(_lines(result).items())) == (1, [("settings", "FAIL")])
    assert not (tmp_path / "data").exists()


def test_the_doctor_sees_links_that_lead_nowhere(folder):
    result = colonnade(folder, "doctor", COLONNADE_BASE_URL="https://colonnade.example")

    assert "FAIL  address: Links lead to colonnade.example, which COLONNADE_HOSTS does not name." in result.stdout


@pytest.mark.parametrize(
    ("found", "safe"),
    [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 50, 7), True), ((3, 50, 6), False),
     ((3, 44, 6), True), ((3, 45, 9), False), ((3, 53, 0), True)],
)  # fmt: skip
def test_versions_of_sqlite_that_lose_data_are_known(found, safe):
    assert is_safe_sqlite(found) is safe


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)  # noqa: S603, S607
    mine = [int(line) for line in found.stdout.split()]
    return mine + [grandchild for child in mine for grandchild in _children(child)]


def _status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  loopback
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_serving_from_nothing_prints_a_link_that_begins_and_stops_cleanly(folder, tmp_path):
    port, log = _free_port(), tmp_path / "log"
    env = environment(folder, COLONNADE_BASE_URL=f"http://127.0.0.1:{port}", COLONNADE_DEMO_TOKEN="from-elsewhere")
    with log.open("w") as out:
        process = subprocess.Popen(  # noqa: S603  our own command
            [sys.executable, "-m", "colonnade.cli", "serve", "--port", str(port)], env=env, stdout=out, stderr=out
        )
        try:
            _wait_until(lambda: _answers(f"http://127.0.0.1:{port}/healthz"))
            link = re.search(r"http://\S+/start/\S+/", log.read_text())
            assert link is not None
            assert _status(link.group()) == 200
            assert _status(f"http://127.0.0.1:{port}/demo/") in (302, 404)
            assert _status(f"http://127.0.0.1:{port}/account/login/") == 200
            _wait_until(lambda: _has_worker(process.pid))
            children = _children(process.pid)
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=20) == 0
        finally:
            process.kill()
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
    assert "Traceback" not in log.read_text()


def test_a_started_server_answers_and_ends(folder):
    port = _free_port()

    process = server.start_server("127.0.0.1", port, environment(folder))

    try:
        assert _status(f"http://127.0.0.1:{port}/readyz") == 200
    finally:
        process.terminate()
        assert process.wait(timeout=20) == 0


def _has_worker(pid: int) -> bool:
    found = (Path(f"/proc/{child}/cmdline") for child in _children(pid))
    return any(b"\0worker\0" in file.read_bytes() for file in found if file.exists())


def _answers(address: str) -> bool:
    try:
        return _status(address) == 200
    except OSError:
        return False


def _wait_until(answers, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not answers():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.1)


def test_framework_import_keeps_a_preview_or_public_data(folder, tmp_path):
    table = tmp_path / "quay.csv"
    table.write_text("role,skill,level\nkeeper,ropes,3\n")

    looked_at = colonnade(folder, "framework", "import", "csv", str(table))
    public = colonnade(folder, "framework", "import", "csv", str(table), "--public")

    assert (looked_at.returncode, public.returncode) == (0, 0), looked_at.stderr + public.stderr
    assert "1 roles, 1 skills, 0 moves, ready to be looked at" in looked_at.stdout
    assert "kept as public data" in public.stdout


def test_framework_import_that_is_refused_is_one_sentence(folder, tmp_path):
    table = tmp_path / "quay.csv"
    table.write_text("role,skill\nkeeper,ropes\n")

    code, sentence = said(colonnade(folder, "framework", "import", "csv", str(table)))
    missing = said(colonnade(folder, "framework", "import", "csv", str(tmp_path / "nowhere.csv")))

    assert code == 2 and sentence.startswith("Nothing was imported: quay.csv, row 1, column level")
    assert missing[0] == 2 and missing[1].endswith("does not exist.")
