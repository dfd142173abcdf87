"""The Jinja environment of all pages: what templates may call, and how values are shown."""

from datetime import date, datetime
from typing import Any

from django.forms import BaseForm
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Undefined
from jinja2.utils import missing

from trigpoint.bundle.context import SUPPRESSED
from trigpoint.english import count_of, long_date
from trigpoint.report.overall_in_words import overall_missing, total_in_words
from trigpoint.web.govuk.components import component_of
from trigpoint.web.govuk.forms import summary
from trigpoint.web.govuk.labels import labels_of
from trigpoint.web.govuk.ratings import overall_rating


class NamedUndefined(Undefined):
    """A name that no view has given is an error; a part that a component's parameters leave out is not."""

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:  # noqa: ANN401
        super().__init__(hint, obj, name, *([exc] if exc else []))
        if obj is missing:
            self._fail_with_undefined_error()


def environment(**options: Any) -> Environment:  # noqa: ANN401 - Django's options, handed on
    """Return the environment that Django's Jinja2 backend uses."""
    templates = options.pop("loader")
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {
        "extensions": ["jinja2.ext.do"],
        "trim_blocks": True,
        "lstrip_blocks": True,
        "loader": ChoiceLoader([templates, components]),
    }
    options.pop("autoescape")
    pages = Environment(autoescape=True, **options)
    pages.globals.update(static=static, url=_url, component_of=component_of, labels_of=labels_of, faults=_faults)
    pages.filters.update(day=day, day_time=day_time, count_of=count_of, as_text=as_text, thousands=thousands)
    pages.filters.update(
        figure=figure, overall=overall_rating, total_in_words=total_in_words, overall_missing=overall_missing
    )
    return pages


def day(value: date | None) -> str:
    """A date such as '5 January 2027'; '' for none."""
    return long_date(value) if value else ""


def day_time(value: datetime) -> str:
    """A time such as '5 January 2027 at 3:42pm', where the installation is."""
    local = timezone.localtime(value)
    return f"{day(local.date())} at {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def thousands(value: str) -> str:
    """A decimal number kept as text, such as '1,234.5' for '1234.5'; anything else as it is."""
    whole, point, rest = value.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.isascii() and whole.isdigit() else value


def figure(value: str, unit: str) -> str:
    """A context figure kept as text, such as '1,234' or '8.2%'; what the source suppresses as its sign alone."""
    return value if value == SUPPRESSED else f"{thousands(value)}{'%' if unit == 'percent' else ''}"


def as_text(value: object) -> str:
    """Any value that a form holds, as people read it."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, datetime):
        return day_time(value)
    return day(value) if isinstance(value, date) else str(value)


def _faults(form: BaseForm) -> list[dict[str, str]]:
    return [{"text": fault.text, "href": fault.href} for fault in summary(form)]


def _url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
