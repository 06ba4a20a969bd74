"""A server of its own for each journey, two or more browsers, and axe on every page that is looked at."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.cast import PASSWORD
from tests.ports import free_port

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
AXE = (HERE / "vendor" / "axe-4.14.1.min.js").read_text()
PICTURES = HERE / "screenshots"
SECONDS_TO_START = 30


class Served:
    """`colonnade serve` on a free port with a data folder of its own; stopped by its own handle."""

    def __init__(self, folder: Path, *, stage: str = "") -> None:
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.env = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
        self.env |= {
            "COLONNADE_DATA": str(folder),
            "COLONNADE_BASE_URL": self.address,
            "COLONNADE_LOG_LEVEL": "WARNING",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "PYTHONUNBUFFERED": "1",
        }
        self.folder = folder
        if stage:
            setting = [sys.executable, "-m", "tests.journeys.stage", stage]
            subprocess.run(setting, env=self.env, check=True, cwd=ROOT)  # noqa: S603  our own command
        self.log = folder / "serve.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(  # noqa: S603  our own command
                [sys.executable, "-m", "colonnade.cli", "serve", "--port", str(self.port)],
                env=self.env,
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=1) as answer:  # noqa: S310  loopback
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the server did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)


def _serve(folder: Path, stage: str) -> Iterator[Served]:
    server = Served(folder, stage=stage)
    yield server
    server.stop()
    assert "Traceback" not in server.log.read_text(), server.log.read_text()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """With the nine people of the tests."""
    yield from _serve(tmp_path, "cast")


@pytest.fixture
def served_talk(tmp_path: Path) -> Iterator[Served]:
    """With the nine people, and Priya and Marta in the room of their talk."""
    yield from _serve(tmp_path, "talk")


@pytest.fixture
def served_empty(tmp_path: Path) -> Iterator[Served]:
    yield from _serve(tmp_path, "")


class Visitor:
    """One person in a browser of their own; what goes wrong in the page fails the test."""

    def __init__(self, chromium: Browser, address: str, *, width: int = 1280) -> None:
        self.context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=address)
        self.home = address.removeprefix("http://localhost") + "/"
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("response", self._answered)

    def _heard(self, message) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.troubles.append(message.text)

    def _answered(self, response) -> None:
        """An answer that refuses or breaks is a trouble, unless a test asked for it with `page.goto` and a status."""
        if response.status >= 400 and response.request.method == "POST":
            self.troubles.append(f"{response.status} {response.request.method} {response.url}")
        if response.status >= 500:
            self.troubles.append(f"{response.status} {response.url}")

    def sign_in(self, email: str) -> Visitor:
        self.page.goto("/account/login/")
        self.page.get_by_label("Your work address").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(lambda url: url.endswith(self.home))
        return self

    def go(self, path: str) -> Visitor:
        answer = self.page.goto(path)
        assert answer is not None and answer.status < 400, f"{path}: {answer and answer.status}"
        return self

    def press(self, name: str, *, role: str = "button", within: str = "") -> Visitor:
        scope = self.page.locator(within) if within else self.page
        scope.get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state()
        assert self.troubles == [], (name, self.troubles, self.page.inner_text("main")[:300])
        return self

    def write(self, label: str, text: str) -> Visitor:
        self.page.get_by_label(label, exact=False).first.fill(text)
        return self

    def reads(self, text: str) -> bool:
        return text in self.page.inner_text("main")

    def picture(self, name: str) -> Visitor:
        """Keep a screenshot, and let axe look at the page: nothing found."""
        PICTURES.mkdir(exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
        self.page.evaluate(AXE)
        found = self.page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))")
        assert found == [], (name, found)
        assert self.troubles == [], (name, self.troubles)
        return self


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    opened: list[Visitor] = []

    def open_for(address: str, **options: int) -> Visitor:
        opened.append(Visitor(chromium, address, **options))
        return opened[-1]

    yield open_for
    for one in opened:
        one.context.close()
