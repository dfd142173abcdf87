"""Frozen dataclasses of the rules as parts of a file, without a class of their own that repeats each field.

The rules know nothing of files, so their classes say `str` and `int`. In a file a text says something and a number is
a count, and some fields have limits of their own: `FromFile` says so once, beside the classes and not instead of them.
"""

import inspect
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from types import GenericAlias, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from pydantic import AwareDatetime, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from trigpoint.bundle.shape import Count, Words

_PLAIN: Final[Mapping[object, object]] = {str: Words, int: Count, datetime: AwareDatetime}
_NO_OTHER_KEYS: Final = core_schema.CoreConfig(extra_fields_behavior="forbid")


@dataclass(frozen=True, slots=True, eq=False)
class FromFile:
    """Annotates a dataclass, or a type made of dataclasses, as a part of a file: keys that are not known are refused.

    `limits` holds what may be in a field, by class and field, where that is not what its type alone would tell.
    """

    limits: Mapping[type, Mapping[str, object]]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's
        """Return how pydantic validates the dataclass, with the nested ones."""
        if not isinstance(source, type) or not is_dataclass(source):
            return handler.generate_schema(self._annotated(source, _PLAIN))
        schemas = [self._field(field, schema, handler) for field, schema in self._types(source)]
        arguments = core_schema.dataclass_args_schema(source.__name__, schemas)
        names = [field.name for field in fields(source)]
        return core_schema.dataclass_schema(source, arguments, names, slots=True, config=_NO_OTHER_KEYS)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the JSON Schema with what the class says of itself."""
        json_schema = handler(schema)
        if schema["type"] == "dataclass":
            json_schema["description"] = inspect.getdoc(schema["cls"])
        return json_schema

    def _types(self, source: type) -> list[tuple[Field[Any], object]]:
        limits, hints = self.limits.get(source, {}), get_type_hints(source)
        return [
            # A limit is complete as it is written: only dataclasses in it are still to be annotated.
            (field, self._annotated(limits[field.name], {}))
            if field.name in limits
            else (field, self._annotated(hints[field.name], _PLAIN))
            for field in fields(source)
        ]

    def _field(self, field: Field[Any], type_: object, handler: GetCoreSchemaHandler) -> core_schema.DataclassField:
        schema = handler.generate_schema(type_)
        if field.default is not MISSING:
            schema = core_schema.with_default_schema(schema, default=field.default)
        elif field.default_factory is not MISSING:
            schema = core_schema.with_default_schema(schema, default_factory=field.default_factory)
        return core_schema.dataclass_field(field.name, schema, kw_only=field.kw_only is True)

    def _annotated(self, type_: Any, plain: Mapping[object, object]) -> Any:  # noqa: ANN401 - types are Any to mypy
        """Return the type with each dataclass in it annotated, and each plain type as it is in a file."""
        if is_dataclass(type_):
            return Annotated[type_, self]
        inside = get_args(type_)
        if not inside:
            return plain.get(type_, type_)
        origin = get_origin(type_)
        if origin is Annotated:
            return Annotated[(self._annotated(inside[0], plain), *inside[1:])]
        parts = [self._annotated(part, plain) for part in inside]
        if origin in (Union, UnionType):
            return reduce(or_, parts)
        return GenericAlias(dict if origin is Mapping else origin, tuple(parts))
