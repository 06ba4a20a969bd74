"""`make bench`: server time, queries, bytes and rate of ten pages, beside a bare Django page, in one run."""

from __future__ import annotations

import http.client
import json
import os
import platform
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
SIZES = [int(size) for size in sys.argv[1:]] or [1_000, 10_000]
WARM, MEASURED, SECONDS, CLIENTS = 20, 150, 3.0, 4
OPTIONS = (
    "--interface wsgi --workers 2 --blocking-threads 2 --backpressure 64 --no-access-log --no-ws --log-level error"
)


def main() -> None:
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, SQLite")
    for size in SIZES:
        _bench(size)


def _bench(people: int) -> None:
    env = _seeded(people)
    staged = subprocess.run([sys.executable, "-m", "bench.stage"], env=env, cwd=ROOT, check=True, capture_output=True)
    pages = json.loads(staged.stdout)
    with _served("bench.bare:application", env) as port:
        bare = _rate(port, "/", "")
    print(f"\n{people:,} people; a bare Django page: {bare:,.0f} requests/s")
    print(f"{'page':<14}{'p50 ms':>8}{'p95 ms':>8}{'queries':>9}{'bytes':>9}{'req/s':>8}{'of bare':>9}")
    with _served("colonnade.config.wsgi:application", env) as port:
        for page in pages:
            times = _times(port, page["path"], page["cookie"])
            rate = _rate(port, page["path"], page["cookie"])
            print(
                f"{page['name']:<14}{statistics.median(times):>8.1f}{times[int(len(times) * 0.95)]:>8.1f}"
                f"{page['queries']:>9}{page['bytes']:>9,}{rate:>8.0f}{rate / bare:>9.2f}",
                flush=True,
            )


def _seeded(people: int) -> dict[str, str]:
    """The environment of a data folder with so many people; seeded once and kept."""
    folder = ROOT / "var" / f"bench-{people}"
    env = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    env |= {"COLONNADE_DATA": str(folder), "COLONNADE_LOG_LEVEL": "ERROR", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    if not (folder / "seeded").exists():
        started = time.perf_counter()
        seed = [sys.executable, "-m", "colonnade.cli", "seed", "--people", str(people)]
        subprocess.run(seed, env=env, check=True, cwd=ROOT)  # noqa: S603  our own command
        (folder / "seeded").touch()
        print(f"seeded {people:,} people in {time.perf_counter() - started:.0f} s")
    static = [
        sys.executable,
        "-m",
        "django",
        "collectstatic",
        "--noinput",
        "-v0",
        "--settings=colonnade.config.settings",
    ]
    subprocess.run(static, env=env, check=True, cwd=ROOT)  # noqa: S603  our own command
    return env


@contextmanager
def _served(application: str, env: dict[str, str]) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "granian", *OPTIONS.split(), "--port", str(port), application]
    server = subprocess.Popen(command, env=env, cwd=ROOT)  # noqa: S603  our own command
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            _get(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/healthz", "")
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _get(connection: http.client.HTTPConnection, path: str, cookie: str) -> int:
    connection.request("GET", path, headers={"Host": "localhost", "Cookie": f"sessionid={cookie}"} if cookie else {})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _times(port: int, path: str, cookie: str) -> list[float]:
    """Milliseconds of one request at a time, sorted, after warming up."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(WARM):
        status = _get(connection, path, cookie)
        assert status in (200, 204), (path, status)
    times = []
    for _ in range(MEASURED):
        started = time.perf_counter()
        _get(connection, path, cookie)
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times)


def _rate(port: int, path: str, cookie: str) -> float:
    """Requests a second that a few clients get together."""
    counts = [0] * CLIENTS
    until = time.perf_counter() + SECONDS

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < until:
            _get(connection, path, cookie)
            counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


if __name__ == "__main__":
    main()
