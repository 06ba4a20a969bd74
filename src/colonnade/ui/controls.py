"""What the form macros need to know of a Django field, without Django's own widget HTML."""

import datetime as dt
from typing import Any, NamedTuple

from django.forms import BoundField
from django.forms.fields import MultipleChoiceField
from django.forms.models import ModelMultipleChoiceField
from django.utils import timezone

# What the macros write themselves.
OWN_ATTRIBUTES = frozenset({"id", "name", "type", "value", "class", "style", "autocomplete", "rows", "cols"})


class Option(NamedTuple):
    value: str
    label: Any
    is_chosen: bool


def control_id(bound: BoundField) -> str:
    return bound.auto_id or f"id_{bound.html_name}"


def control_value(bound: BoundField, kind: str = "text") -> str:
    """The value as it was typed, or as the control of this kind wants it; never a password."""
    value = bound.value()
    if value is None or kind == "password":
        return ""
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime("%Y-%m-%d" if kind == "date" else "%Y-%m-%dT%H:%M")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return str(value)


def control_help(bound: BoundField) -> str:
    """The help text; resolved, because a lazy text hides that it is safe HTML."""
    return str(bound.help_text)


def control_attributes(bound: BoundField) -> dict[str, Any]:
    """Further attributes: limits of the field and what its widget was given."""
    wanted: dict[str, Any] = {}
    for attribute, limit in (("maxlength", "max_length"), ("minlength", "min_length")):
        if getattr(bound.field, limit, None) is not None:
            wanted[attribute] = getattr(bound.field, limit)
    wanted |= {key: value for key, value in bound.field.widget.attrs.items() if key not in OWN_ATTRIBUTES}
    wanted["required"] = bool(bound.field.required and bound.form.use_required_attribute)
    wanted["disabled"] = bool(bound.field.disabled)
    return wanted


def control_options(bound: BoundField) -> list[Option]:
    """Every choice in order, groups laid flat."""
    return [option for _group, members in control_groups(bound) for option in members]


def control_groups(bound: BoundField) -> list[tuple[Any, list[Option]]]:
    """The choices as (group, options); the group is "" for choices outside of groups."""
    chosen = _chosen(bound)
    groups: list[tuple[Any, list[Option]]] = []
    for value, label in bound.field.choices:
        if isinstance(label, (list, tuple)):
            groups.append((value, [_option(inner, text, chosen) for inner, text in label]))
        elif groups and groups[-1][0] == "":
            groups[-1][1].append(_option(value, label, chosen))
        else:
            groups.append(("", [_option(value, label, chosen)]))
    return groups


def takes_several(bound: BoundField) -> bool:
    return isinstance(bound.field, MultipleChoiceField | ModelMultipleChoiceField)


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    if isinstance(value, (list, tuple, set)):
        return {_plain(one) for one in value}
    return {_plain(value)}


def _option(value: Any, label: Any, chosen: set[str]) -> Option:
    return Option(_plain(value), label, _plain(value) in chosen)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)
