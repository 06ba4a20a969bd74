"""The Jinja2 environment of every page; `settings.TEMPLATES` names `environment`."""

import re
from collections.abc import Mapping
from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, npgettext, pgettext
from markupsafe import Markup, escape

from colonnade.ui import controls, dates, signs

MACROS = "ui/macros.html"


def environment(**options: Any) -> jinja2.Environment:
    """The environment for Django's Jinja2 backend; with `strict=True` an unknown name is an error."""
    if options.pop("strict", False):
        options["undefined"] = jinja2.StrictUndefined
    options["autoescape"] = _is_escaped
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n"]
    env = jinja2.Environment(**options)  # noqa: S701 (escaped but for plain text mails, see _is_escaped)
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)
    env.globals.update(
        static=static,
        url=url,
        language=language,
        direction=direction,
        ui=Macros(env),
        icon=signs.icon,
        pillar=signs.pillar,
        colonnade=signs.colonnade,
        spark=signs.spark,
        turn=signs.turn,
        lamp=signs.lamp,
        scale=signs.scale,
        brand_sign=signs.brand_sign,
        big_sign=signs.big_sign,
        letter=signs.letter,
        SKILL_WORDS=signs.SKILL_WORDS,
        PILLARS=signs.PILLARS,
        control_id=controls.control_id,
        control_value=controls.control_value,
        control_attributes=controls.control_attributes,
        control_help=controls.control_help,
        control_groups=controls.control_groups,
        control_options=controls.control_options,
        takes_several=controls.takes_several,
    )
    env.filters.update(
        day=dates.day,
        short_day=dates.short_day,
        moment=dates.moment,
        clock=dates.clock,
        paragraphs=paragraphs,
        initials=initials,
        attributes=attributes,
    )
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def language() -> str:
    """The value of `lang` on the page."""
    return get_language() or "en"


def direction() -> str:
    return "rtl" if get_language_bidi() else "ltr"


def paragraphs(text: Any) -> Markup:
    """A person's text, escaped: blank lines part paragraphs, single ones break lines."""
    if isinstance(text, Markup):
        return Markup("<p>{}</p>").format(text)
    plain = "" if text is None else str(text).replace("\r\n", "\n").strip()
    parts = re.split(r"\n\s*\n", plain) if plain else []
    return Markup("\n").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in part.split("\n"))) for part in parts
    )


def initials(name: Any) -> str:
    """PS of "Priyam Sarvani": first letters of the first and the last word."""
    letters = [found.group() for word in str(name or "").split() if (found := re.search(r"\w", word))]
    return "".join(letters[:1] + letters[1:][-1:]).upper()


def attributes(wanted: Mapping[str, Any]) -> Markup:
    """` hx-get="/x" disabled` of {"hx_get": "/x", "disabled": True}; False and None leave one out."""
    parts = []
    for key, value in wanted.items():
        if value is None or value is False:
            continue
        name = str(key).replace("_", "-")
        parts.append(Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, value))
    return Markup("").join(parts)


class Macros:
    """The macros as the global `ui`: there in every block, even one rendered alone for htmx."""

    def __init__(self, env: jinja2.Environment) -> None:
        self._env = env

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._env.get_template(MACROS).module, name)


def _is_escaped(template: str | None) -> bool:
    """Plain text mails are the only templates that are not HTML."""
    return not (template and template.endswith(".txt"))
