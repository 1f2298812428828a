"""The JSON Schema of a kind of record, for editors that complete and check while typing."""

from typing import Any

from ppl.model.fields import Shape, descriptions, fields
from ppl.model.record import Part


def schema(cls: type[Part], title: str) -> dict[str, Any]:
    """The JSON Schema of a kind of record (draft 2020-12), for editors that complete and check while typing."""
    definitions: dict[str, Any] = {}
    whole = _object_schema(cls, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"ppl/{title}",
        "title": title,
        **whole,
        **({"$defs": dict(sorted(definitions.items()))} if definitions else {}),
    }


def _object_schema(cls: type[Part], definitions: dict[str, Any]) -> dict[str, Any]:
    said = descriptions(cls)
    properties = {}
    for f in fields(cls):
        properties[f.name] = _schema(f.shape, definitions)
        if f.name in said:
            properties[f.name] = {"description": said[f.name], **properties[f.name]}
    doc = (cls.__doc__ or "").strip().splitlines()
    return {
        "type": "object",
        **({"description": doc[0]} if doc else {}),
        "properties": properties,
        "required": [f.name for f in fields(cls) if f.is_required],
        "additionalProperties": True,
    }


def _schema(of: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    if of.part is not None:
        name = of.part.__name__
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _object_schema(of.part, definitions)
        ref = {"$ref": f"#/$defs/{name}"}
        return {"anyOf": [{"type": "string"}, ref]} if of.form == "either" else ref
    if of.item is not None:
        inner = _schema(of.item, definitions)
        if of.form == "table":
            return {"type": "object", "additionalProperties": inner}
        many: dict[str, Any] = {"type": "array", "items": inner}
        return {"anyOf": [many, inner]} if of.item.part is None else many
    if of.form == "choice":
        return {"enum": list(of.choices)}
    if of.form == "date":
        return {"type": "string", "format": "date"}
    if of.form == "partial":  # an editor reads a bare 2010 as a number
        day = r"\d{4}(-\d{2}(-\d{2})?)?"
        part = {"type": "string", "pattern": rf"^(\d{{4}}(-\d{{2}})?|({day})?\.\.{day})$"}
        year = {"type": "integer", "minimum": 1000, "maximum": 9999}
        return {"anyOf": [{"type": "string", "format": "date"}, part, year]}
    simple: dict[str, dict[str, Any]] = {
        "text": {"type": ["string", "number"]},  # `page: 12` is text to ppl, a number to an editor
        "whole": {"type": "integer"},
        "number": {"type": "number"},
        "truth": {"enum": [True, False, "yes", "no"]},
    }
    return simple.get(of.form, {})
