"""Ladders in YAML: the product's own framework and the open company ladders, told apart by their shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from colonnade_paths.importers.company_ladders import read_financial_times, read_monzo, read_snowflake
from colonnade_paths.importers.forward_impact import is_forward_impact, read_forward_impact
from colonnade_paths.importers.starter import is_starter, read_starter
from colonnade_paths.importers.yaml_lines import InvalidYamlError, parse_yaml, without_unkeepable
from colonnade_paths.model import Framework
from colonnade_paths.reading import Source
from colonnade_paths.report import ImportRefusedError, PathsError

SUFFIXES = (".yaml", ".yml", ".md", ".json")
FRONT = "---"
# PyYAML takes 2 s for a megabyte; all of O*NET is 8 MB.
LARGEST_YAML = 16 << 20


def read_yaml(source: Source) -> Framework:
    """The framework of one file, or of all the files of a folder that are readable; the rest is reported."""
    documents = _documents(source)
    if len(documents) == 1:
        (name, document), *_ = documents.items()
        if is_starter(document):
            return read_starter(source, name, document)
    framework = Framework(source.path.stem, "yaml")
    if is_forward_impact(documents):
        documents = _read_forward_impact(source, framework, documents)
    for name, document in documents.items():
        with _whole_or_not(source, framework, name) as piece:
            _read_document(source, piece, name, document)
    if not framework.roles:
        sentence = str(source.report.refused[0]) if source.report.refused else f"{source.path} holds no ladder"
        raise ImportRefusedError(f"Nothing was imported: {sentence}", source.report)
    framework.scale_top = max(
        [need.level for role in framework.roles.values() for need in role.needs] + [framework.scale_top]
    )
    return framework


def _read_forward_impact(source: Source, framework: Framework, documents: dict[str, Any]) -> dict[str, Any]:
    others: dict[str, Any] = {}
    with _whole_or_not(source, framework, "levels.yaml") as piece:
        others = read_forward_impact(source, piece, documents)
    return others


@contextmanager
def _whole_or_not(source: Source, framework: Framework, name: str) -> Iterator[Framework]:
    """A framework for one document, added to the whole only when the document was read to its end."""
    piece = Framework(name)
    try:
        yield piece
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        source.report.refuse(name, f"a part does not have the expected shape ({error})")
        return
    # Skills that ladders share keep the descriptors of the first.
    framework.families = {**piece.families, **framework.families}
    framework.levels = {**piece.levels, **framework.levels}
    framework.skills = {**piece.skills, **framework.skills}
    framework.roles = {**framework.roles, **piece.roles}


def _documents(source: Source) -> dict[str, Any]:
    documents: dict[str, Any] = {}
    for name in source.with_suffix(*SUFFIXES):
        try:
            documents[name] = _document(source, name)
        except InvalidYamlError as error:
            source.report.refuse(name, str(error), error.row, error.column)
        except PathsError as error:
            source.report.refuse(name, str(error))
    return documents


def _document(source: Source, name: str) -> Any:
    text = source.text(name)
    if name.lower().endswith(".json"):
        try:
            return without_unkeepable(json.loads(text))
        except json.JSONDecodeError as error:
            raise InvalidYamlError(f"not valid JSON: {error.msg}", error.lineno, error.colno) from error
        except (ValueError, RecursionError) as error:
            raise InvalidYamlError(f"not valid JSON: {error}", None, None) from error
    if len(text) > LARGEST_YAML:
        raise PathsError(f"{name} is larger than {LARGEST_YAML >> 20} MB of YAML; give it as tables.")
    lines = text.split("\n")
    if lines and lines[0].strip() == FRONT:
        # Front matter of a page: what follows the second line of dashes is prose.
        ends = (row for row, line in enumerate(lines[1:], start=1) if line.rstrip() == FRONT)
        return parse_yaml("\n".join(lines[1 : next(ends, len(lines))]), first_line=2)
    return parse_yaml(text)


def _read_document(source: Source, framework: Framework, name: str, document: Any) -> None:
    fields = set(document) if isinstance(document, dict) else set()
    if {"levels", "themes", "competencies"} <= fields:
        read_financial_times(source, framework, name, document)
    elif {"topics", "levels"} <= fields:
        read_monzo(source, framework, name, document)
    elif {"tracks", "titles"} <= fields:
        read_snowflake(source, framework, name, document)
    elif "$schema" in fields:
        source.report.unused.append(name)
    else:
        source.report.refuse(name, "not a ladder of a known shape")
