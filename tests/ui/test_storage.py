from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from colonnade.ui import storage
from colonnade.ui.storage import INDEX, JoinedManifestStorage, join_css

STATIC = Path(storage.__file__).parent / "static"
SHEETS = {
    "ui/css/index.css": """/* order */
@layer a, b;
@import url("one.css");
@import "parts/two.css";
.last {}
""",
    "ui/css/one.css": '.one { src: url("../fonts/f.woff2"); }',
    "ui/css/parts/two.css": """@import url('three.css');
.two { src: url(../../fonts/f.woff2); mask: url(#m); }""",
    "ui/css/parts/three.css": ".three { background: url(data:image/png;base64,AA) }",
}


def test_imports_are_replaced_in_their_order_after_the_layers():
    joined = join_css("ui/css/index.css", SHEETS.__getitem__)
    assert "@import" not in joined
    assert joined.startswith("@layer a, b;")
    places = [joined.index(part) for part in (".one", ".three", ".two", ".last")]
    assert places == sorted(places)


def test_addresses_lead_to_the_same_files_from_the_joined_sheet():
    joined = join_css("ui/css/index.css", SHEETS.__getitem__)
    assert joined.count('url("../fonts/f.woff2")') == 2
    assert "url(#m)" in joined
    assert "url(data:image/png;base64,AA)" in joined


def test_an_import_with_conditions_is_refused():
    sheets = {"index.css": '@import url("print.css") print;'}
    with pytest.raises(ValueError, match="conditions"):
        join_css("index.css", sheets.__getitem__)


def test_our_own_sheet_joins_whole():
    def read(name: str) -> str:
        return (STATIC / name).read_text(encoding="utf-8")

    joined = join_css(storage.INDEX, read)
    assert joined.index("@layer reset, tokens, base, layout, components, utilities, print;") == 0
    assert "@import" not in joined
    files = [path for path in (STATIC / "ui/css").rglob("*.css") if path.name != "index.css"]
    assert joined.count("@layer components {") == len([f for f in files if f.parent.name == "components"])


def test_the_index_names_every_component():
    index = (STATIC / storage.INDEX).read_text(encoding="utf-8")
    components = sorted((STATIC / "ui/css/components").glob("*.css"))
    assert [c.name for c in components if f'"components/{c.name}"' not in index] == []


def test_collecting_joins_hashes_and_compresses(tmp_path):
    source = FileSystemStorage(location=STATIC)
    names = [path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.*") if path.is_file()]
    collected = JoinedManifestStorage(location=tmp_path, base_url="/static/")
    for name in names:
        collected._save(name, source.open(name))

    problems = [
        done
        for _name, _hashed, done in collected.post_process({n: (source, n) for n in names})
        if isinstance(done, Exception)
    ]

    assert problems == []
    hashed = collected.hashed_files[INDEX]
    css = (tmp_path / hashed).read_text(encoding="utf-8")
    assert "@import" not in css
    fonts = [name for name in collected.hashed_files if name.endswith(".woff2")]
    assert [font for font in fonts if Path(collected.hashed_files[font]).name not in css] == []
    assert (tmp_path / f"{hashed}.br").stat().st_size < 16_000
    assert "ui/css/components/button.css" not in collected.hashed_files
