"""The forms of those who keep the framework: one role, skill or family of the draft; publishing; an import."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from colonnade_paths import Framework
from colonnade_paths.model import MOVE_KINDS, plain

from .framework import TOP, Edition
from .ladders import move_word

NEEDS, MOST_ROWS, LONG = 8, 200, 20_000
ROW = re.compile(r"(?:skill|to)-(\d{1,3})")


def labels(names: Mapping[str, str]) -> dict[str, str]:
    """What people type for each code: the name, with the code behind it where two share a name."""
    shared = Counter(plain(name) for name in names.values())
    return {code: name if shared[plain(name)] == 1 else f"{name} ({code})" for code, name in names.items()}


def level_choices(engine: Framework) -> list[tuple[str, str]]:
    """The steps of the framework's own scale, in its words or in numbers."""
    words = Edition(engine).words if 1 < engine.scale_top <= TOP else ()
    steps = range(1, int(engine.scale_top) + 1)
    return [(str(step), f"{words[step]} ({step})" if step < len(words) else str(step)) for step in steps]


class PieceForm(forms.Form):
    """A piece of the draft. `seen` is the fingerprint of what the page showed."""

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, engine: Framework, code: str | None, piece: dict[str, Any] | None, **kwargs: Any):
        self.engine, self.code, self.shown = engine, code, piece or {}
        super().__init__(*args, initial=self.first(self.shown), **kwargs)

    def first(self, piece: dict[str, Any]) -> dict[str, Any]:
        return dict(piece)

    def clean(self) -> dict[str, Any]:
        """With line ends as the framework has them: a browser sends two characters for each."""
        data = super().clean() or {}
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in data.items()
        }

    @property
    def name(self) -> str:
        raise NotImplementedError

    def piece(self) -> dict[str, Any]:
        raise NotImplementedError


class RoleForm(PieceForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    family = forms.ChoiceField(label=_("Family"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    description = forms.CharField(
        label=_("The work, in a few plain sentences"),
        required=False,
        max_length=LONG,
        help_text=_("Scope, not years."),
    )
    local = forms.CharField(
        label=_("Local requirements"),
        required=False,
        max_length=1000,
        help_text=_("Licences and registrations to check, never guessed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        engine = self.engine
        families = sorted(engine.families.items(), key=lambda one: one[1])
        self.fields["family"].choices = [("", _("no family")), *families]
        levels = [(one.code, f"{one.name or one.code} ({one.code})") for one in engine.levels.values()]
        self.fields["level"].choices = [("", _("no level")), *levels]
        self.skills = labels({one.code: one.name or one.code for one in engine.skills.values()})
        self.roles = labels({one.code: one.title for one in engine.roles.values() if one.code != self.code})
        for row in self._rows("skill", max(NEEDS, len(self.shown.get("needs", ())) + 1)):
            self._add_need(row)
        for row in self._rows("to", len(self.shown.get("moves", ())) + 1):
            self._add_move(row)

    def first(self, piece: dict[str, Any]) -> dict[str, Any]:
        found = dict(piece)
        names = labels({one.code: one.name or one.code for one in self.engine.skills.values()})
        titles = labels({one.code: one.title for one in self.engine.roles.values() if one.code != self.code})
        for row, (skill, level, weight) in enumerate(piece.get("needs", ())):
            found |= {f"skill-{row}": names.get(skill, skill), f"code-skill-{row}": skill}
            found |= {f"asks-{row}": f"{level:g}", f"weight-{row}": f"{weight:g}"}
        for row, (target, kind, bridge, try_out) in enumerate(piece.get("moves", ())):
            found |= {f"to-{row}": titles.get(target, target), f"kind-{row}": kind}
            found |= {f"bridge-{row}": bridge, f"try-{row}": try_out, f"code-to-{row}": target}
        return found

    def _rows(self, name: str, fewest: int) -> range:
        typed = [int(found[1]) + 1 for key in self.data if (found := ROW.fullmatch(key)) and key.startswith(name)]
        return range(min(MOST_ROWS, max(typed, default=fewest) if self.is_bound else fewest))

    def _add_need(self, row: int) -> None:
        number = row + 1
        self.fields[f"skill-{row}"] = forms.CharField(
            label=_("Skill %(number)s") % {"number": number}, required=False, max_length=300
        )
        self.fields[f"asks-{row}"] = forms.ChoiceField(
            label=_("Level of skill %(number)s") % {"number": number},
            required=False,
            choices=[("", _("choose a level")), *self._with(level_choices(self.engine), f"asks-{row}")],
        )
        weights = [("1", _("like the others")), ("2", _("more than the others")), ("0.5", _("less than the others"))]
        self.fields[f"weight-{row}"] = forms.ChoiceField(
            label=_("It matters, skill %(number)s") % {"number": number},
            required=False,
            choices=self._with(weights, f"weight-{row}"),
        )

    def _with(self, choices: list[tuple[str, Any]], name: str) -> list[tuple[str, Any]]:
        """The choices, and the value that stands now where it is none of them."""
        value = str(self.initial.get(name, ""))
        known = not value or value in {one for one, _label in choices}
        return choices if known else [*choices, (value, _("as it is: %(value)s") % {"value": value})]

    def _add_move(self, row: int) -> None:
        number = {"number": row + 1}
        self.fields[f"to-{row}"] = forms.CharField(
            label=_("Move %(number)s, to") % number, required=False, max_length=300
        )
        self.fields[f"kind-{row}"] = forms.ChoiceField(
            label=_("Kind of move %(number)s") % number,
            required=False,
            choices=[(kind, move_word(kind)) for kind in MOVE_KINDS],
            initial="up",
        )
        for name, label in (("bridge", _("What is usually missing")), ("try", _("A small test"))):
            self.fields[f"{name}-{row}"] = forms.CharField(label=label, required=False, max_length=500)

    def stood(self, name: str) -> tuple[str, str]:
        """What the page showed in this field and the code it stood for: somebody may rename it meanwhile."""
        if self.is_bound:
            return self.data.get(f"was-{name}", ""), self.data.get(f"code-{name}", "")
        return self.initial.get(name, ""), self.initial.get(f"code-{name}", "")

    def _meant(self, name: str, typed: str, known: Mapping[str, str]) -> str | None:
        """The code of what was typed: untouched, a label of the list, a name as people write it, or the code."""
        was, code = self.stood(name)
        if code in known and typed == was.strip():
            return code
        return _named(typed, known)

    def need_rows(self) -> Iterator[tuple[Any, Any, Any]]:
        for row in range(MOST_ROWS):
            if f"skill-{row}" not in self.fields:
                return
            yield self[f"skill-{row}"], self[f"asks-{row}"], self[f"weight-{row}"]

    def move_rows(self) -> Iterator[tuple[Any, Any, Any, Any]]:
        for row in range(MOST_ROWS):
            if f"to-{row}" not in self.fields:
                return
            yield self[f"to-{row}"], self[f"kind-{row}"], self[f"bridge-{row}"], self[f"try-{row}"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.needs, self.moves = list(self._needs(data)), list(self._moves(data))
        return data

    def _needs(self, data: dict[str, Any]) -> Iterator[list[Any]]:
        taken: set[str] = set()
        for row in range(MOST_ROWS):
            typed = data.get(f"skill-{row}")
            if not typed:
                continue
            code = self._meant(f"skill-{row}", typed, self.skills)
            if code is None:
                self.add_error(f"skill-{row}", _("No skill has this name. Choose one of the list, or add it first."))
            elif code in taken:
                self.add_error(f"skill-{row}", _("This skill stands here twice."))
            elif not data.get(f"asks-{row}"):
                if f"asks-{row}" not in self.errors:
                    self.add_error(f"asks-{row}", _("Choose a level, or take the skill out."))
            else:
                taken.add(code)
                yield [code, float(data[f"asks-{row}"]), float(data.get(f"weight-{row}") or 1)]

    def _moves(self, data: dict[str, Any]) -> Iterator[list[str]]:
        taken: set[str] = set()
        for row in range(MOST_ROWS):
            texts = [data.get(f"{name}-{row}") or "" for name in ("bridge", "try")]
            typed = data.get(f"to-{row}")
            if not typed:
                if any(texts):
                    self.add_error(f"to-{row}", _("Say which role this move leads to, or take its words out."))
                continue
            code = self._meant(f"to-{row}", typed, self.roles)
            if code is None:
                self.add_error(f"to-{row}", _("No other role has this title. Choose one of the list."))
            elif code in taken:
                self.add_error(f"to-{row}", _("This move stands here twice."))
            else:
                taken.add(code)
                yield [code, data.get(f"kind-{row}") or "up", *texts]

    @property
    def name(self) -> str:
        return str(self.cleaned_data["title"])

    def piece(self) -> dict[str, Any]:
        texts = {name: self.cleaned_data[name] for name in ("title", "family", "level", "description", "local")}
        return {**texts, "needs": self.needs, "moves": self.moves}


def _named(typed: str, known: Mapping[str, str]) -> str | None:
    if typed in known:
        return typed
    wanted = plain(typed)
    found = [code for code, label in known.items() if label == typed] or [
        code for code, label in known.items() if plain(label) == wanted
    ]
    return found[0] if len(found) == 1 else None


class SkillForm(PieceForm):
    called = forms.CharField(label=_("Name"), max_length=200)
    category = forms.CharField(label=_("Category"), required=False, max_length=60)
    description = forms.CharField(label=_("What it is"), required=False, max_length=LONG)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = max(int(self.engine.scale_top), len(self.shown.get("levels", ())))
        names = dict(level_choices(self.engine))
        self.categories = sorted({one.category for one in self.engine.skills.values() if one.category})
        for step in range(1, min(steps, MOST_ROWS) + 1):
            label = names.get(str(step), str(step))
            self.fields[f"level-{step}"] = forms.CharField(label=label, required=False, max_length=1000)

    def first(self, piece: dict[str, Any]) -> dict[str, Any]:
        levels = {f"level-{step}": text for step, text in enumerate(piece.get("levels", ()), start=1)}
        return {**piece, "called": piece.get("name", ""), **levels}

    def level_rows(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("level-")]

    @property
    def name(self) -> str:
        return str(self.cleaned_data["called"])

    def piece(self) -> dict[str, Any]:
        data = self.cleaned_data
        levels = [data[name] for name in self.fields if name.startswith("level-")]
        while levels and not levels[-1]:
            levels.pop()
        return {
            "name": data["called"],
            "category": data["category"],
            "description": data["description"],
            "levels": levels,
        }


class FamilyForm(PieceForm):
    called = forms.CharField(label=_("Name"), max_length=200)

    def first(self, piece: dict[str, Any]) -> dict[str, Any]:
        return {"called": piece.get("name", "")}

    @property
    def name(self) -> str:
        return str(self.cleaned_data["called"])

    def piece(self) -> dict[str, Any]:
        return {"name": self.cleaned_data["called"]}


class PublishForm(forms.Form):
    note = forms.CharField(
        label=_("What changed, and why, in a sentence"),
        max_length=400,
        help_text=_("Everybody reads it beside the version."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(forms.Form):
    note = forms.CharField(label=_("Why go back, in a sentence"), max_length=400)


class ImportForm(forms.Form):
    """What kind of files, and the files: several at once, or one zip."""

    KINDS = (
        ("csv", _("Tables of our own: CSV or Excel")),
        ("yaml", _("A framework of our own as YAML, or an open ladder as YAML or JSON")),
        ("gdad", _("UK Government Digital and Data (roles.csv, skills.csv)")),
        ("esco", _("ESCO (CSV)")),
        ("rome", _("ROME (unix_… files)")),
        ("onet", _("O*NET (text or Excel)")),
    )
    kind = forms.ChoiceField(label=_("What kind of files are they?"), choices=KINDS)

    def __init__(self, *args: Any, uploads: list[Any], is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uploads, self.is_too_large = uploads, is_too_large

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_too_large:
            raise ValidationError(too_large())
        if not self.uploads:
            raise ValidationError(_("Choose the files, or one zip that holds them."))
        return data


def too_large() -> str:
    from colonnade.kernel.uploads import MOST_MEGABYTES

    return _now(
        "These files are larger than %(most)s MB together and were not read. Pack them into a zip, or ask an"
        " administrator to import them on the server: colonnade framework import."
    ) % {"most": MOST_MEGABYTES}
