"""Foreign keys point down like imports; no text column is forgotten; nobody goes around the rule."""

from __future__ import annotations

import ast
from pathlib import Path

from django.apps import apps
from django.db import models

from colonnade.spaces.models import SealedText, Words

SRC = Path(__file__).resolve().parent.parent / "src" / "colonnade"

# From the ground up; a foreign key may point to its own floor or one below.
FLOORS = [
    "ui",
    "activity",
    "people",
    "accounts",
    "spaces",
    "careers",
    "evidence",
    "feedback",
    "goals",
    "conversations",
    "followups",
    "listening",
    "workspace",
    "insights",
    "demo",
]

# Process facts that are text and neither sealed nor a choice: each says why it holds no confidence.
PLAIN_TEXT = {
    "activity.Event.verb": "names the act, from code",
    "activity.Event.thing": "names the kind of thing, from code",
    "activity.Event.facts": "states, dates and counts, from code",
    "activity.Letter.key": "names the occasion of a mail, from code",
    "activity.Letter.address": "a work address",
    "activity.Letter.subject": "a sentence from code with a name",
    "activity.Letter.body": "a sentence from code and a link",
    "people.Person.password": "a hash",
    "people.Person.email": "a work address",
    "people.Person.name": "colleagues know each other's names",
    "people.Person.spoken_name": "colleagues know each other's names",
    "people.Person.title": "a job title, known to colleagues",
    "people.Person.role_code": "a code of the framework",
    "people.Person.language": "a code",
    "people.Person.time_zone": "a code",
    "people.Organisation.name": "public in the organisation",
    "people.Organisation.safety_label": "public in the organisation",
    "people.Organisation.safety_url": "public in the organisation",
    "people.Team.name": "public in the organisation",
    "accounts.Session.session_key": "random",
    "accounts.Session.session_data": "who is signed in, signed",
    "accounts.OneTimeLink.digest": "a hash",
    "spaces.Read.label": "names the kind of text, from code",
    "careers.Framework.name": "public in the organisation",
    "careers.FrameworkVersion.document": "roles and skills, public in the organisation",
    "careers.FrameworkVersion.report": "what an import read and refused, public in the organisation",
    "careers.FrameworkVersion.note": "what a version is about, public in the organisation",
    "careers.Opportunity.title": "offered to everybody in the organisation",
    "careers.Opportunity.text": "offered to everybody in the organisation",
    "careers.Opportunity.effort": "offered to everybody in the organisation",
    "careers.Opportunity.skills": "codes of the framework",
    "careers.Opportunity.role_code": "a code of the framework",
    "careers.Mark.role_code": "a code of the framework, behind the rule of its owner's space",
    "careers.Readiness.role_code": "a code of the framework",
    "careers.Readiness.skill_code": "a code of the framework",
    "careers.Option.role_code": "a code of the framework",
    "careers.RatingSheet.role_code": "a code of the framework",
    "careers.SkillRating.skill_code": "a code of the framework",
    "careers.AgreedLevel.role_code": "a code of the framework",
    "careers.AgreedLevel.skill_code": "a code of the framework",
    "evidence.Achievement.skills": "codes of the framework, behind the rule of its owner's space",
    "evidence.Item.skills": "codes of the framework, behind the rule of the pair's space",
    "evidence.Criteria.period": "the year or half-year they are for",
    "evidence.Evaluation.period": "the year or half-year it is about",
    "evidence.SelfAssessment.period": "the year or half-year it is about",
    "goals.Change.fields": "names of fields, from code",
    "conversations.Conversation.purpose": "a code of the content",
    "conversations.Answer.question_id": "a code of the content",
    "conversations.SharedAnswer.question_id": "a code of the content",
    "demo.DemoMarker.token_digest": "a hash",
}
TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("colonnade.")]


def test_foreign_keys_point_down():
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in _models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and FLOORS.index(field.related_model._meta.app_label) > FLOORS.index(model._meta.app_label)
    ]

    assert wrong == []


def test_the_trail_has_no_foreign_keys():
    activity = apps.get_app_config("activity")

    assert [f for model in activity.get_models() for f in model._meta.fields if f.is_relation] == []


def test_no_text_column_is_forgotten():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in _models()
        for field in model._meta.concrete_fields
        if isinstance(field, TEXT)
        and not isinstance(field, SealedText)
        and not field.choices
        and not field.is_relation
    }
    # A wrapped key, and sealed bytes: not text.
    found -= {"spaces.SpaceKey.wrapped", "evidence.FilePart.sealed"}

    assert found == set(PLAIN_TEXT)


def test_every_model_with_words_has_a_seal_label_of_its_own():
    labels = [model.seal_label for model in _models() if issubclass(model, Words)]

    assert len(labels) == len(set(labels)) > 20


def test_views_and_templates_start_from_what_the_visitor_may_reach():
    """No view asks a model with words through `.objects`; it goes through `access` or `readable_by`."""
    with_words = {model.__name__ for model in _models() if issubclass(model, Words)}
    wrong = []
    for file in SRC.glob("**/views/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager"):
                name = node.value.id if isinstance(node.value, ast.Name) else ""
                call = _called_on(node, ast.parse(file.read_text()))
                if name in with_words and call not in ("readable_by", "writable_by"):
                    wrong.append(f"{file.name}:{node.lineno} {name}.objects.{call}")

    assert wrong == []


def _called_on(found: ast.Attribute, tree: ast.AST) -> str:
    """The name that is asked of `Model.objects` at this place."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            inner = node.value
            if inner.attr == found.attr and (inner.lineno, inner.col_offset) == (found.lineno, found.col_offset):
                return node.attr
    return ""


def test_templates_hold_no_inline_script_style_or_handler():
    wrong = []
    for file in SRC.glob("**/jinja2/**/*.html"):
        text = file.read_text()
        for forbidden in (" style=", "<style", " onclick=", " onload=", "hx-on", "javascript:"):
            if forbidden in text:
                wrong.append(f"{file.name}: {forbidden}")

    assert wrong == []
