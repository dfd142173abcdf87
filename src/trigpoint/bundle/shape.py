"""Check a file's values against the model that describes them, and say in plain words what is wrong."""

from collections.abc import Callable, Mapping, Set
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from trigpoint.bundle.problems import Place, Problem, first_problems
from trigpoint.bundle.source import Source, with_lines
from trigpoint.bundle.typeface import with_letters
from trigpoint.english import did_you_mean, one_of, quoted

Words: TypeAlias = Annotated[
    str, StringConstraints(strict=True, min_length=1, strip_whitespace=True), AfterValidator(with_letters)
]
"""Text that says something. Its ligatures are read as the letters that they stand for."""

# Strict, as pydantic would otherwise take the text '5' or the value True for a number, and nobody would see the slip.
Count: TypeAlias = Annotated[int, Field(strict=True, ge=0, le=10**9)]
"""A whole number, zero or more."""


Switch: TypeAlias = Annotated[bool, Field(strict=True)]
"""True or false, and no other word for them."""


class Shape(BaseModel):
    """A part of a file. Keys that are not known are refused: a slip of the pen must not lose a value."""

    # A model is built when a file is first checked against it: most are parts of another, and are built with it anyway.
    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True, defer_build=True)


def parts_of(value: object) -> Mapping[str | int, object]:
    """Return what is in a value that was read from a file, by the step that leads there; nothing of a single value."""
    if isinstance(value, Shape):
        return {info.alias or name: getattr(value, name) for name, info in type(value).model_fields.items()}
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, dict):
        return value
    return dict(enumerate(value)) if isinstance(value, tuple) else {}


ShapeT = TypeVar("ShapeT", bound=Shape)

# pydantic types what its `ctx` and `input` may hold as Any.
_Phrase: TypeAlias = Callable[[ErrorDetails, type[BaseModel]], tuple[str, str, str]]


def validate(model: type[ShapeT], source: Source) -> ShapeT:
    """Return the file's values as this model. Raises UnusableFileError with every problem at once."""
    try:
        return model.model_validate(source.value)
    except ValidationError as error:
        located = with_lines(source)
        # Every problem at once: whoever corrects a file by hand should not have to try it once a mistake.
        details = error.errors(include_url=False)
        around = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
        problems = (_problem(located, model, detail) for detail in details if not _follows(detail, around))
        raise first_problems(problems) from None


def _follows(detail: ErrorDetails, around: Set[Place]) -> bool:
    """Say whether a list is called too short only because what is in it is wrong: `around` are the places around."""
    return detail["type"] == "too_short" and detail["loc"] in around


def _problem(source: Source, model: type[BaseModel], detail: ErrorDetails) -> Problem:
    at = tuple(step for step in detail["loc"] if step != "[key]")
    phrase = _PHRASES.get(detail["type"], _other)
    actual, expected, fix = phrase(detail, model)
    return source.problem(at, actual, expected, fix)


def _missing(detail: ErrorDetails, _: type[BaseModel]) -> tuple[str, str, str]:
    name = detail["loc"][-1]
    return "nothing", f"'{name}'", f"Add '{name}:' here."


def _unknown_key(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, str, str]:
    name = detail["loc"][-1]
    expected_names = _keys_at(model, tuple(detail["loc"][:-1]))
    fix = did_you_mean(name, expected_names) or "Remove it, or write it under the name that is meant."
    return f"the key {quoted(name)}", one_of(expected_names), fix


def _choice(detail: ErrorDetails, _: type[BaseModel]) -> tuple[str, str, str]:
    # pydantic lists the choices as "'a', 'b' or 'c'".
    words = str(detail.get("ctx", {}).get("expected", ""))
    expected_names = [word.strip(" '") for word in words.replace(" or ", ", ").split(",")]
    return quoted(detail["input"]), one_of(expected_names), did_you_mean(detail["input"], expected_names)


def _own(detail: ErrorDetails, _: type[BaseModel]) -> tuple[str, str, str]:
    """Our own validators raise ValueError with the sentence that says what is expected."""
    return quoted(detail["input"]), str(detail.get("ctx", {}).get("error", "")), ""


def _number(detail: ErrorDetails, _: type[BaseModel]) -> tuple[str, str, str]:
    limits: Mapping[str, Any] = detail.get("ctx", {})
    bounds = [f"{word} {limits[key]}" for key, word in (("ge", "at least"), ("le", "at most")) if key in limits]
    return quoted(detail["input"]), "a whole number" + (f" of {' and '.join(bounds)}" if bounds else ""), ""


def _expecting(expected: str) -> _Phrase:
    return lambda detail, _: (quoted(detail["input"]), expected, "")


def _other(detail: ErrorDetails, _: type[BaseModel]) -> tuple[str, str, str]:
    message = detail["msg"]
    return quoted(detail["input"]), message[:1].lower() + message[1:], ""


_KEYS = "named values ('key: value')"

_PHRASES: dict[str, _Phrase] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "unexpected_keyword_argument": _unknown_key,
    "enum": _choice,
    "literal_error": _choice,
    "choice": _choice,
    "value_error": _own,
    "int_type": _number,
    "int_parsing": _number,
    "int_from_float": _number,
    "greater_than_equal": _number,
    "less_than_equal": _number,
    "string_type": _expecting("text"),
    "string_too_short": _expecting("text that says something"),
    "bool_type": _expecting("true or false"),
    "bool_parsing": _expecting("true or false"),
    "too_short": lambda *_: ("an empty list", "a list with at least one entry", ""),
    "list_type": _expecting("a list"),
    "tuple_type": _expecting("a list"),
    "dict_type": _expecting(_KEYS),
    "model_type": _expecting(_KEYS),
    "dataclass_type": _expecting(_KEYS),
    "model_attributes_type": _expecting(_KEYS),
    "date_from_datetime_parsing": _expecting("a date such as 2021-02-28"),
    "date_parsing": _expecting("a date such as 2021-02-28"),
    "date_type": _expecting("a date such as 2021-02-28"),
    "decimal_parsing": _expecting("a number"),
    "decimal_type": _expecting("a number"),
}


def _keys_at(model: type[BaseModel], at: Place) -> list[str]:
    """Return the keys that the model knows at a place, found by walking its published schema."""
    schema = _schema_of(model)
    inner: dict[str, Any] = schema
    for step in at:
        inner = _inside(schema, inner, step)
    return list(_resolved(schema, inner).get("properties", {}))


@lru_cache(maxsize=16)
def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _resolved(schema: dict[str, Any], inner: dict[str, Any]) -> dict[str, Any]:
    for option in inner.get("anyOf", []):
        if "$ref" in option or "items" in option or "additionalProperties" in option:
            inner = option
    if "$ref" in inner:
        return dict(schema["$defs"][inner["$ref"].rsplit("/", 1)[-1]])
    return inner


def _inside(schema: dict[str, Any], inner: dict[str, Any], step: str | int) -> dict[str, Any]:
    inner = _resolved(schema, inner)
    if isinstance(step, int):
        return dict(inner.get("items", {}))
    inside = inner.get("properties", {}).get(step, inner.get("additionalProperties"))
    return dict(inside) if isinstance(inside, dict) else {}
