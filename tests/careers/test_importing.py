"""Importing: looked at first, whole or not at all; public data beside our own; out again without a difference."""

from __future__ import annotations

import gzip
import io
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse

from colonnade.careers import framework
from colonnade.careers.flows import frameworks, importing
from colonnade.careers.models import Framework, FrameworkVersion, Mark
from colonnade.kernel import uploads
from colonnade.spaces.models import Space
from colonnade_paths import diff, unpack
from tests.careers.frameworks import as_tables, as_yaml, gdad, small, upload, zipped
from tests.careers.test_reading import in_force
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

IMPORT = "framework-import"
LONG = "role,skill,level\n"


def send(client, kind: str, *files):
    return client.post(reverse(IMPORT), {"kind": kind, "files": list(files)})


def looked_at():
    return unpack(bytes(importing.own_preview().document))


def nothing_kept() -> bool:
    return not FrameworkVersion.objects.exists()


@pytest.fixture
def client(cast):
    return signed_in(cast.partner)


@pytest.fixture(autouse=True)
def _leaves_no_folder(monkeypatch, tmp_path):
    """Whatever happens to an upload, nothing of it stays on the disk."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert list(tmp_path.iterdir()) == []


# --- preview --------------------------------------------------------------------------------------


def test_an_import_is_looked_at_before_it_counts(cast, client):
    answer = send(client, "gdad", *gdad())

    assert answer.status_code == 302 and answer["Location"] == reverse("framework-preview")
    page = client.get(reverse("framework-preview")).content.decode()
    for words in ("Government Digital and Data", "2 roles", "4 rows, roles.csv", "Open Government Licence"):
        assert words in page
    assert framework.current().number == 0, "nothing is in force by it"
    assert signed_in(cast.employee).get(reverse("framework-preview")).status_code == 404


def test_the_report_names_file_row_and_column(client):
    roles = gdad()[0].read().decode() + "Harbour,Quay keeper,,Senior quay keeper,,Rope work,,MASTER\n"
    send(client, "gdad", upload("roles.csv", roles + "Harbour, Quay keeper,,Senior quay keeper,,Rope work,,EXPERT\n"))

    page = client.get(reverse("framework-preview")).content.decode()

    assert "unknown skill level “Master”" in page and "Skill Level" in page and ">6<" in page
    assert "is there twice; the higher level was kept" in page
    assert "absent: skills" in page


def test_a_second_import_takes_the_place_of_the_first(client):
    send(client, "gdad", *gdad())
    send(client, "yaml", as_yaml(small()))

    assert looked_at().name == "Quay framework"
    assert FrameworkVersion.objects.count() == 1
    client.post(reverse("framework-preview-removal"))
    assert nothing_kept()
    assert client.get(reverse("framework-preview")).status_code == 302


# --- what becomes of it ---------------------------------------------------------------------------


def test_taking_it_makes_it_our_draft_in_the_place_of_the_one_before(cast, client):
    frameworks.make_ours(by=cast.partner)
    send(client, "yaml", as_yaml(small()))
    assert "takes the place of the draft" in client.get(reverse("framework-preview")).content.decode()

    client.post(reverse("framework-preview-draft"))

    assert not diff(small(), unpack(bytes(frameworks.own_draft().document)))
    assert importing.own_preview() is None
    assert framework.current().number == 1
    assert client.post(reverse("framework-preview-draft")).status_code == 409, "there is nothing to take any more"


def test_a_long_scale_can_be_taken_and_public_data_keeps_its_own_number(client):
    text = (
        "name: Long\nscale_top: 7\nskills:\n  - {id: steering, name: Steering}\n"
        "roles:\n  - {id: captain, title: Captain, skills: {steering: 5.5}}\n"
    )
    send(client, "yaml", upload("long.yaml", text))
    assert "counts levels to 7" in client.get(reverse("framework-preview")).content.decode()
    client.post(reverse("framework-preview-public"))

    line = importing.public_lines().get()
    page = client.get(reverse("framework-public-role", args=[line.pk, "captain"])).content.decode()
    assert "Guiding" in page and "5.5 of 7 in the source" in page


def test_codes_that_are_too_long_to_keep_stay_outside(client):
    send(client, "csv", upload("t.csv", LONG + f"{'x' * 121},b,3\n"))

    assert client.post(reverse("framework-preview-draft")).status_code == 409
    assert importing.own_preview() is not None
    assert client.post(reverse("framework-preview-public")).status_code == 302


def test_public_data_is_read_by_everybody_with_its_licence(cast, client):
    send(client, "gdad", *gdad())
    line_page = client.post(reverse("framework-preview-public"))["Location"]
    line = importing.public_lines().get()
    reader = signed_in(cast.stranger)

    found = reader.get(reverse("framework-public") + "?q=senior quay").content.decode()
    role = reader.get(reverse("framework-public-role", args=[line.pk, "Senior quay keeper"])).content.decode()
    skill = reader.get(reverse("framework-public-skill", args=[line.pk, "Rope work"])).content.decode()

    assert "Senior quay keeper" in found and "Junior" not in found
    assert "Others ask for the rope" in role and "<li>decides who lands</li>" in role and "Expert" in role
    assert "Ties five knots" in skill
    for page in (found, role, skill, reader.get(line_page).content.decode()):
        assert "Open Government Licence" in page
    assert framework.current().number == 0, "nobody is rated by public data"
    assert reader.get(reverse("framework-public-role", args=[line.pk, "nobody"])).status_code == 404
    assert reader.post(reverse("framework-public-removal", args=[line.pk])).status_code == 404


def test_the_same_source_again_takes_its_own_place(client):
    for _turn in range(2):
        send(client, "gdad", *gdad())
        client.post(reverse("framework-preview-public"))

    assert [line.name for line in importing.public_lines()] == ["Government Digital and Data"]
    assert FrameworkVersion.objects.count() == 1


def test_removing_public_data_keeps_what_people_marked(cast, client):
    send(client, "gdad", *gdad())
    client.post(reverse("framework-preview-public"))
    line = importing.public_lines().get()
    me = cast.employee
    Mark.write(
        space=Space.own(me), author=me, framework=line, role_code="Senior quay keeper", note="one day, by the sea"
    )
    address = reverse("framework-public-removal", args=[line.pk])
    assert "2 roles" in client.get(address).content.decode()

    client.post(address)

    assert Mark.objects.readable_by(me).get().note == "one day, by the sea"
    assert list(importing.public_lines()) == []
    assert client.get(reverse("framework-public-data", args=[line.pk])).status_code == 404
    send(client, "gdad", *gdad())
    client.post(reverse("framework-preview-public"))
    assert importing.public_lines().get().pk == line.pk, "imported again, the marks find their roles again"


# --- export ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "name"), [("yaml", "framework.yaml"), ("csv", "framework.zip")])
@pytest.mark.parametrize("source", ["small", "starter", "gdad"])
def test_what_is_exported_and_imported_again_is_the_same(cast, client, kind, name, source):
    if source == "gdad":
        in_force(importing.read_uploads("gdad", gdad()).engine, cast.partner)
    elif source == "small":
        in_force(small(), cast.partner)
    answer = signed_in(cast.employee).get(reverse("framework-export", kwargs={"kind": kind}))

    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert send(client, kind, upload(name, answer.content)).status_code == 302

    assert list(diff(framework.current().engine, looked_at()).changes) == []
    page = client.get(reverse("framework-preview")).content.decode()
    assert "Nothing is different." in page


def test_a_version_is_exported_as_it_was(cast, client):
    in_force(small(), cast.partner)
    in_force(importing.read_uploads("gdad", gdad()).engine, cast.partner)

    answer = client.get(reverse("framework-version-export", kwargs={"number": 1, "kind": "yaml"}))

    assert "Quay framework" in answer.content.decode()
    assert client.get(reverse("framework-version-export", kwargs={"number": 9, "kind": "yaml"})).status_code == 404
    assert client.get(reverse("framework-export", kwargs={"kind": "pdf"})).status_code == 404


# --- bad input ------------------------------------------------------------------------------------

PARENT = "code,name,parent\na,A,b\nb,B,a\n"
LEVELS = "code,parity\nL1,1\n"


@pytest.mark.parametrize(
    ("kind", "files", "sentence"),
    [
        ("csv", {"t.csv": "role,skill\na,b\n"}, "the column “level” is missing"),
        ("csv", {"roles.csv": "code,title\na,A\na,B\n"}, "the role code “a” is there twice"),
        ("csv", {"roles.csv": "code,title\na,A\n", "skills.csv": PARENT}, "is its own parent by way of"),
        (
            "csv",
            {"roles.csv": "code,title,level\na,A,L9\n", "levels.csv": LEVELS},
            "unknown level “L9”",
        ),
        ("csv", {"t.csv": LONG + "a,b,9\n"}, "not a number from 0 to 5"),
        ("csv", {"t.csv": LONG + "=cmd(),b,3\n"}, "the role is missing"),
        ("csv", {"t.csv": ""}, "the column “role” is missing"),
        ("csv", {"t.bin": "\x00\x01"}, "holds no table"),
        ("csv", {"t.xlsx": "not a workbook"}, "is not a zip that can be read"),
        ("yaml", {"f.yaml": "roles: [\n  - x: {"}, "f.yaml, row"),
        ("yaml", {"f.yaml": "a: &x [1]\nb: *x\n"}, "f.yaml"),
        ("yaml", {"f.yaml": "!!python/object/apply:os.system ['true']"}, "f.yaml"),
        ("gdad", {"roles.csv": "Role,Skill\n"}, "lacks the column"),
        ("onet", {"t.csv": "a,b\n"}, "Nothing was imported"),
        ("esco", {"t.csv": "a,b\n"}, "Nothing was imported"),
        ("rome", {"t.csv": "a,b\n"}, "Nothing was imported"),
    ],
)
def test_a_refused_import_says_where_and_keeps_nothing(client, kind, files, sentence):
    answer = send(client, kind, *(upload(name, text) for name, text in files.items()))

    page = answer.content.decode()
    assert (answer.status_code, nothing_kept()) == (422, True), page
    assert sentence in page
    assert "colonnade-import-" not in page and "/Framework/" not in page


def test_a_refused_import_leaves_an_earlier_preview_alone(client):
    send(client, "yaml", as_yaml(small()))

    assert send(client, "csv", upload("t.csv", "role,skill\na,b\n")).status_code == 422

    assert looked_at().name == "Quay framework"


def test_formulas_are_never_followed(client):
    send(client, "csv", upload("t.csv", "role,skill,level,title\na,b,3,=HYPERLINK(1)\n"))

    page = client.get(reverse("framework-preview")).content.decode()
    assert "a formula is not followed" in page
    assert looked_at().roles["a"].title == "a"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "Choose the files"),
        ([("a.csv", LONG), ("a.csv", LONG)], "Two of the files are called"),
        ([("a.zip", "x"), ("b.csv", LONG)], "either one zip or several files"),
        ([("a.zip", "x")], "is not a zip that can be read"),
    ],
)
def test_uploads_that_do_not_fit_are_told_in_a_sentence(client, files, sentence):
    answer = send(client, "csv", *(upload(name, text) for name, text in files))

    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert nothing_kept()


def test_an_unknown_kind_is_told(client):
    assert send(client, "exe", upload("t.csv", LONG)).status_code == 422


def test_a_name_that_climbs_out_of_the_folder_stays_in_it(client, tmp_path):
    answer = send(client, "csv", upload("..\\..\\roles of mine.csv", LONG + "a,b,3\n"))

    assert answer.status_code == 302
    assert looked_at().name == "roles of mine"


def test_what_is_too_large_is_not_read(client, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 2000)

    answer = send(client, "csv", upload("t.csv", LONG + "a,b,3\n" * 2000))

    assert answer.status_code == 422 and "were not read" in answer.content.decode()
    assert nothing_kept()


def bomb(size: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("roles.csv", "w") as file:
        for _chunk in range(size >> 20):
            file.write(b"0" * (1 << 20))
    return packed.getvalue()


@pytest.mark.parametrize("form", ["zip", "nested", "gzip", "many"])
def test_a_bomb_is_refused_before_it_is_unpacked(client, monkeypatch, form):
    monkeypatch.setattr(importing, "MOST_UNPACKED", 8 << 20)
    file = {
        "zip": lambda: upload("a.zip", bomb(16 << 20)),
        "nested": lambda: zipped({"roles.xlsx": bomb(16 << 20)}),
        "gzip": lambda: upload("roles.csv.gz", gzip.compress(b"0" * (16 << 20))),
        "many": lambda: zipped({f"{number}.csv": "" for number in range(importing.MOST_FILES + 1)}),
    }[form]()
    started = time.monotonic()

    answer = send(client, "csv", file)

    assert answer.status_code == 422 and nothing_kept()
    assert ("larger than 8 MB" if form != "many" else "holds more than") in answer.content.decode()
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("good", [True, False])
def test_a_million_rows_end_in_time(client, good):
    """All right: read whole. The same row a million times: refused whole, and the report stays small."""
    rows = io.StringIO()
    rows.write(LONG)
    for number in range(1_000_000):
        rows.write(f"r{number // 500},s{number % 500},3\n" if good else "a,b,3\n")
    started = time.monotonic()

    answer = send(client, "csv", zipped({"t.csv": rows.getvalue()}))

    assert time.monotonic() - started < 90
    assert answer.status_code == (302 if good else 422)
    assert nothing_kept() is not good
    if good:
        assert importing.own_preview().report["read"] == {"t.csv": 1_000_000}
    else:
        assert "999,999" in answer.content.decode() or "999999" in answer.content.decode()
        assert len(answer.content) < 100_000


def test_an_import_that_takes_too_long_is_ended(client, monkeypatch):
    monkeypatch.setattr(importing, "MOST_SECONDS", -1)

    answer = send(client, "csv", upload("t.csv", LONG + "a,b,3\n"))

    assert answer.status_code == 422 and "too much to read here" in answer.content.decode()
    assert nothing_kept()


def test_a_refusal_of_the_editor_is_not_half_a_line(cast, client):
    """The line of our own versions may be there without a version: then the starter is in force."""
    send(client, "yaml", as_yaml(small()))
    client.post(reverse("framework-preview-removal"))

    assert Framework.objects.get().use == "own"
    assert framework.current() is framework.shipped()


def test_tables_in_a_zip_are_read_like_single_files(client):
    assert send(client, "csv", as_tables(small())).status_code == 302
    assert not diff(small(), looked_at())


def test_the_folder_of_an_upload_is_private(client, monkeypatch):
    modes = []
    read = importing.read_path

    def look(kind, path: Path, **options):
        modes.append(oct(path.parent.parent.stat().st_mode & 0o777))
        return read(kind, path, **options)

    monkeypatch.setattr(importing, "read_path", look)
    send(client, "csv", upload("t.csv", LONG + "a,b,3\n"))

    assert modes == ["0o700"]
