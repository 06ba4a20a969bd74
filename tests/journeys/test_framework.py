"""A people partner imports a framework, looks at it, takes it, changes a role, publishes; an employee reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.careers import framework
from tests.careers.frameworks import GDAD_ROLES, GDAD_SKILLS
from tests.settings_env import CAREERS_DATA

pytestmark = pytest.mark.browser


def test_a_framework_becomes_the_organisations_own(served, visitor, tmp_path):
    (tmp_path / "roles.csv").write_text(GDAD_ROLES)
    (tmp_path / "skills.csv").write_text(GDAD_SKILLS)
    hanne = visitor(served.address).sign_in("hanne@fernwave.example")
    hanne.go("/framework/").picture("60-framework-starter")
    hanne.press("Edit the framework", role="link").picture("61-no-draft")
    _import(hanne, tmp_path)
    hanne.picture("62-import-preview")
    assert hanne.reads("2 roles") and hanne.reads("4 rows, roles.csv")
    hanne.press("Take it as our draft").picture("63-draft")
    _change_a_role(hanne, "Senior quay keeper", "Quay warden")
    assert hanne.reads("2 roles added") and hanne.reads("Roles that go")
    hanne.write("What changed, and why", "The quay has a warden now.")
    hanne.press("Publish this version").picture("65-versions")
    _read_as_an_employee(visitor(served.address, width=390))


def _import(hanne, folder: Path) -> None:
    hanne.press("Import a framework", role="link").picture("61-import")
    hanne.page.get_by_label("UK Government").check()
    hanne.page.set_input_files("#files", [folder / "roles.csv", folder / "skills.csv"])
    hanne.press("Read them")


def _change_a_role(hanne, title: str, called: str) -> None:
    hanne.write("A role or a skill of the draft", title).press("Search")
    hanne.press(title, role="link")
    hanne.write("Title", called).write("Skill 3", "").picture("64-draft-role")
    hanne.press("Keep this in the draft")


def _read_as_an_employee(priya) -> None:
    priya.sign_in("priya@fernwave.example").go("/framework/")
    for _second in range(framework.SECONDS_KEPT + 3):
        # Another process may show the version before for a moment.
        if priya.reads("Quay warden"):
            break
        priya.page.wait_for_timeout(1000)
        priya.go("/framework/")
    priya.picture("66-framework-phone")
    priya.press("Quay warden", role="link").picture("67-role-phone")
    assert priya.reads("Others ask for the rope") and priya.reads("Open Government Licence")
    assert priya.reads("Where I stand") and not priya.reads("Edit the framework")


@pytest.mark.data
def test_the_real_framework_of_a_government_is_looked_at_and_kept_outside(served, visitor):
    folder = Path(CAREERS_DATA) / "uk_gdad_pcf"
    if not CAREERS_DATA or not (folder / "roles.csv").exists():
        pytest.skip("COLONNADE_CAREERS_DATA does not name a folder that holds uk_gdad_pcf/roles.csv")
    hanne = visitor(served.address).sign_in("hanne@fernwave.example")
    hanne.go("/framework/draft/")
    _import(hanne, folder)
    hanne.picture("68-import-government")
    assert hanne.reads("201 roles") and hanne.reads("Mended on the way in")
    hanne.press("Keep it as public data")
    priya = visitor(served.address).sign_in("priya@fernwave.example").go("/framework/public/?q=architect")
    priya.picture("69-public-search").press("Lead business architect", role="link").picture("69-public-role")
    assert priya.reads("Contains public sector information")
