"""Where collected static files go: hashed, compressed, and the style sheets joined into one."""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

INDEX = "ui/css/index.css"

COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?(?P<path>[^"')\s]+)["']?\s*\)?(?P<rest>[^;]*);\s*""")
ADDRESS = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<path>[^"')]+)(?P=quote)\s*\)""")
ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|/|#)", re.IGNORECASE)


class JoinedManifestStorage(CompressedManifestStaticFilesStorage):
    """Joins index.css and what it imports when static files are collected: one request, not forty."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run and INDEX in paths:
            paths = self._with_joined_index(paths)
        yield from super().post_process(paths, dry_run, **options)

    def _with_joined_index(self, paths: dict[str, Any]) -> dict[str, Any]:
        joined: list[str] = []

        def read(name: str) -> str:
            joined.append(name)
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode("utf-8")

        css = join_css(INDEX, read)
        self.delete(INDEX)
        self._save(INDEX, ContentFile(css.encode("utf-8")))
        kept = {name: place for name, place in paths.items() if name not in joined}
        return kept | {INDEX: (self, INDEX)}


def join_css(name: str, read: Callable[[str], str]) -> str:
    """The style sheet `name` with every @import replaced by what it imports, in the same order.

    `read` gives the text of a style sheet by its name. Addresses in imported sheets are rewritten so
    that they lead to the same files from where `name` is. Raises ValueError for an import with conditions.
    """
    return _joined(name, read, base=posixpath.dirname(name)).strip() + "\n"


def _joined(name: str, read: Callable[[str], str], *, base: str) -> str:
    folder = posixpath.dirname(name)

    def imported(found: re.Match[str]) -> str:
        if found["rest"].strip():
            raise ValueError(f"{name}: cannot join an import with conditions: {found.group().strip()}")
        return _joined(posixpath.normpath(posixpath.join(folder, found["path"])), read, base=base)

    def moved(found: re.Match[str]) -> str:
        if ELSEWHERE.match(found["path"]):
            return found.group()
        target = posixpath.normpath(posixpath.join(folder, found["path"]))
        return f'url("{posixpath.relpath(target, base or ".")}")'

    text = COMMENT.sub("", read(name)).strip() + "\n"
    parts = []
    at = 0
    for found in IMPORT.finditer(text):
        parts += [ADDRESS.sub(moved, text[at : found.start()]), imported(found)]
        at = found.end()
    return "".join([*parts, ADDRESS.sub(moved, text[at:])])
