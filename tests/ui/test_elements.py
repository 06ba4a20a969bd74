"""The custom elements in a real browser, on pages of their own; the server is played by the test."""

from pathlib import Path

import pytest

from colonnade.ui import storage

pytestmark = pytest.mark.browser

STATIC = Path(storage.__file__).parent / "static/ui"
SITE = "http://colonnade.test"
MORPH = '<script src="/static/vendor/idiomorph-0.8.0.min.js" defer></script>'
DRAFT = "colonnade:draft:17:prep"


class Server:
    """Answers /save/ and /poll/ as told and remembers what it was sent."""

    def __init__(self) -> None:
        self.body = ""
        self.scripts: tuple[str, ...] = ()
        self.saved: list[str] = []
        self.polled: list[str] = []
        self.save_answer = {"status": 200, "json": {"saved": "kept at 09:42"}}
        self.poll_answer = {"status": 204}

    def answer(self, route) -> None:
        path = route.request.url.removeprefix(SITE).split("?")[0]
        if path.startswith("/static/"):
            route.fulfill(path=STATIC / path.removeprefix("/static/"))
        elif path == "/save/":
            self.saved.append(route.request.post_data)
            route.fulfill(**self.save_answer)
        elif path == "/poll/":
            self.polled.append(route.request.url)
            route.fulfill(**self.poll_answer)
        else:
            tags = "".join(f'<script type="module" src="/static/js/{name}.js"></script>' for name in self.scripts)
            route.fulfill(
                content_type="text/html",
                headers={"Content-Security-Policy": "script-src 'self'; style-src 'self'"},
                body=f'<!doctype html><html lang="en">{MORPH}{tags}<body>{self.body}',
            )


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def page(chromium, server):
    context = chromium.new_context()
    context.route("**/*", server.answer)
    page = context.new_page()
    page.clock.install()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def draft_page(text: str = "", **attributes: str) -> str:
    given = {"data_person": "17", "data_key": "prep", "data_server_at": "t1"} | attributes
    spelled = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in given.items())
    return f"""<kept-draft {spelled}><auto-save><form method="post" action="/save/">
        <p data-restored hidden>put back</p>
        <p data-older hidden>older <button type="button" data-take>take</button></p>
        <textarea name="words">{text}</textarea><span class="saved"><span data-saved></span></span>
        </form></auto-save></kept-draft>"""


def kept(page):
    return page.evaluate(f"JSON.parse(localStorage.getItem('{DRAFT}'))")


def test_words_are_kept_in_the_browser_until_the_server_has_them(page, server):
    server.scripts, server.body = ("kept-draft", "auto-save"), draft_page()
    page.goto(SITE)
    page.fill("textarea", "Two experiments.")
    assert kept(page)["texts"] == {"words": "Two experiments."}
    page.clock.run_for(900)
    page.get_by_text("kept at 09:42").wait_for()
    assert kept(page) is None
    assert len(server.saved) == 1 and "Two experiments." in server.saved[0]


def test_words_the_server_never_got_come_back(page, server):
    server.scripts, server.body = ("kept-draft",), draft_page()
    page.goto(SITE)
    page.fill("textarea", "Two experiments.")
    page.reload()
    assert page.input_value("textarea") == "Two experiments."
    assert page.get_by_text("put back").is_visible()


def test_a_newer_copy_of_the_server_is_not_overwritten_but_the_words_are_offered(page, server):
    server.scripts, server.body = ("kept-draft",), draft_page()
    page.goto(SITE)
    page.fill("textarea", "Mine.")
    server.body = draft_page("From my phone.", data_server_at="t2")
    page.reload()
    assert page.input_value("textarea") == "From my phone."
    page.get_by_role("button", name="take").click()
    assert page.input_value("textarea") == "Mine."


def test_an_acknowledged_draft_is_forgotten(page, server):
    server.scripts, server.body = ("kept-draft",), draft_page()
    page.goto(SITE)
    page.fill("textarea", "Mine.")
    server.body = draft_page("Mine.", data_acknowledged="")
    page.reload()
    assert kept(page) is None


def test_a_shared_device_keeps_nothing(page, server):
    server.scripts, server.body = ("kept-draft",), draft_page(data_shared_device="")
    page.goto(SITE)
    page.fill("textarea", "Mine.")
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("trouble", [{"status": 503}, {"status": 302, "headers": {"Location": "/accounts/login/"}}])
def test_what_was_not_kept_is_said_and_tried_again(page, server, trouble):
    server.scripts, server.body = ("kept-draft", "auto-save"), draft_page()
    good, server.save_answer = server.save_answer, trouble
    page.goto(SITE)
    page.fill("textarea", "Mine.")
    page.clock.run_for(900)
    page.get_by_text("not kept yet, we try again").wait_for()
    assert kept(page)["texts"] == {"words": "Mine."}
    server.save_answer = good
    page.clock.run_for(31_000)
    page.get_by_text("kept at 09:42").wait_for()
    assert kept(page) is None


def test_a_refused_text_is_said_in_the_words_of_the_server(page, server):
    server.scripts, server.body = ("auto-save",), draft_page()
    server.save_answer = {"status": 422, "json": {"saved": "too long by 12 letters"}}
    page.goto(SITE)
    page.fill("textarea", "Mine.")
    page.clock.run_for(900)
    page.get_by_text("too long by 12 letters").wait_for()
    page.clock.run_for(60_000)
    assert len(server.saved) == 1


def poll_page() -> str:
    return """<live-poll data-url="/poll/" data-version="1" data-target="#notes"></live-poll>
        <div id="notes"><p id="a">one</p><textarea id="mine"></textarea>
        <details id="d"><summary>Why</summary>because</details></div>"""


def test_what_is_new_appears_and_the_writer_keeps_words_and_place(page, server):
    server.scripts, server.body = ("live-poll",), poll_page()
    page.goto(SITE)
    page.fill("#mine", "half a sen")
    page.evaluate("document.querySelector('#d').open = true")
    server.poll_answer = {
        "status": 200,
        "headers": {"X-Version": "2", "Content-Type": "text/html"},
        "body": '<p id="a">two</p><p>new</p><textarea id="mine"></textarea>'
        '<details id="d"><summary>Why</summary>because</details>',
    }
    page.clock.run_for(2500)
    page.get_by_text("two").wait_for()
    server.poll_answer = {"status": 204}
    assert page.input_value("#mine") == "half a sen"
    assert page.evaluate("document.activeElement.id") == "mine"
    assert page.evaluate("document.querySelector('#d').open")
    with page.expect_request("**/poll/?since=2"):
        page.clock.run_for(2500)


def test_a_silent_server_is_asked_less_and_less(page, server):
    server.scripts, server.body = ("live-poll",), poll_page()
    server.poll_answer = {"status": 503}
    page.goto(SITE)
    for _second in range(60):
        page.clock.run_for(1000)
        page.wait_for_timeout(1)
    assert len(server.polled) <= 6


def test_the_copy_button_shows_itself_and_says_what_it_did(page, server):
    server.scripts = ("copy-button",)
    server.body = """<p id="words">My words.</p><copy-button data-for="words">
        <button type="button" hidden>Copy</button> <span data-done></span></copy-button>"""
    page.goto(SITE)
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (t) => (window.told = t)}})"
    )
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("copied").wait_for()
    assert page.evaluate("told") == "My words."


def test_the_choice_of_light_or_dark_is_remembered(page, server):
    server.body = """<script src="/static/js/theme-switch.js"></script><theme-switch><select>
        <option value="system">System<option value="dark">Dark</select></theme-switch>"""
    page.goto(SITE)
    page.select_option("select", "dark")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.input_value("select") == "dark"
    assert page.evaluate("Object.keys(localStorage)") == ["colonnade-theme"]
