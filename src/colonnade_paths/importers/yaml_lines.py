"""YAML that remembers on which line each mapping began, for reports by row and column."""

from __future__ import annotations

from typing import Any

import yaml

from colonnade_paths.reading.source import UNKEEPABLE
from colonnade_paths.report import PathsError


def without_unkeepable(value: Any) -> Any:
    """Plain values from JSON without the control characters that it can spell out."""
    if isinstance(value, str):
        return value if value.isprintable() else UNKEEPABLE.sub("", value)
    if isinstance(value, list):
        return [without_unkeepable(item) for item in value]
    if isinstance(value, dict):
        return {without_unkeepable(key): without_unkeepable(item) for key, item in value.items()}
    return value


class Mapping(dict[str, Any]):
    """A mapping with the line it began on (1 is the first)."""

    line: int = 0


class InvalidYamlError(PathsError):
    """Text that is not valid YAML, with row and column counted from 1."""

    def __init__(self, sentence: str, row: int | None, column: int | None) -> None:
        super().__init__(sentence)
        self.row, self.column = row, column


class _Loader(yaml.SafeLoader):
    """The safe loader: plain values only. Aliases are refused, as a few lines of them can fill the memory."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML has no types here
            raise yaml.MarkedYAMLError(None, None, "aliases are not read", event.start_mark)
        return super().compose_node(parent, index)


def _construct_mapping(loader: _Loader, node: yaml.MappingNode) -> Mapping:
    mapping = Mapping()
    mapping.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if isinstance(key, (dict, list)):
            raise yaml.MarkedYAMLError(None, None, "a list or mapping cannot be a key", key_node.start_mark)
        if str(key) in mapping:
            raise yaml.MarkedYAMLError(None, None, f"the key “{key}” is there twice", key_node.start_mark)
        mapping[str(key)] = loader.construct_object(value_node, deep=True)
    return mapping


def _construct_text(loader: _Loader, node: yaml.ScalarNode) -> str:
    if UNKEEPABLE.search(node.value):
        raise yaml.MarkedYAMLError(None, None, "a text holds a control character", node.start_mark)
    return str(node.value)


_Loader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)
_Loader.add_constructor("tag:yaml.org,2002:str", _construct_text)
# Dates and times stay text: no field of a framework is a date.
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _construct_text)


def parse_yaml(text: str, *, first_line: int = 1) -> Any:
    """The document in `text`, which begins on `first_line` of its file; raises `InvalidYamlError`."""
    # The loader counts from the text it gets, so lines above it are kept as empty ones.
    try:
        return yaml.load("\n" * (first_line - 1) + text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise InvalidYamlError(f"not valid YAML: {error.problem or error.context}", *place) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InvalidYamlError(f"not valid YAML: {str(error).splitlines()[0]}", None, None) from error
