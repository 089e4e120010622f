"""Makes documents in OpenAPI of the cases of the JSON Schema test suite.

Each file of cases becomes one document: a component for each schema, and one that wraps it. Beside the document are its
wrappers, the instances to be judged, and what the suite says of them. Schemas that OpenAPI can't express are listed with the
reason, as are their instances.
"""

import json
import pathlib
import urllib.parse

import maker

KEYWORDS = [
    "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength",
    "minItems", "maxItems", "minProperties", "maxProperties", "pattern", "multipleOf", "required", "properties",
    "additionalProperties", "items", "prefixItems", "uniqueItems", "allOf", "anyOf", "oneOf", "ref",
]

# The drafts, with the version of OpenAPI whose schemas they are.
DRAFTS = [("draft2020-12", "3.1.0"), ("draft4", "3.0.3")]

SCHEMAS = {"additionalProperties", "items", "not", "additionalItems"}
LISTS = {"allOf", "anyOf", "oneOf", "prefixItems"}
MAPS = {"properties", "definitions", "$defs", "patternProperties"}

# What schemas of OpenAPI 3.0 lack of draft 4.
NOT_IN_3_0 = {"additionalItems", "patternProperties", "dependencies", "$schema", "const"}


# Keywords that validators do not promise to judge.
OTHERS = {"unevaluatedProperties", "unevaluatedItems", "not", "if", "contains", "dependentRequired", "dependentSchemas"}


def children(schema):
    """The schemas directly within a schema."""
    for key, value in schema.items():
        if key in SCHEMAS and not isinstance(value, list):
            yield value
        elif (key in LISTS or key == "items") and isinstance(value, list):
            yield from value
        elif key in MAPS and isinstance(value, dict):
            yield from value.values()


def unescaped(token):
    """A part of a pointer in a URI, as the key that it is."""
    return urllib.parse.unquote(token).replace("~1", "/").replace("~0", "~")


def unsaid(schema, version):
    """Why a schema can't be said in OpenAPI; None if it can."""
    if isinstance(schema, bool):
        return None if version != "3.0.3" else "3.0 has no `true` and `false` for schemas"
    reference = schema.get("$ref")
    if isinstance(reference, str) and not reference.startswith("#") and "://" in reference:
        return "it refers to a remote schema"
    if isinstance(reference, str) and (not reference.startswith("#") or "$id" in schema or "id" in schema):
        return "it refers to a schema by a URI of the suite's"
    if isinstance(schema.get("$id") or schema.get("id"), str):
        return "it has a URI of the suite's"
    if version == "3.0.3":
        if isinstance(schema.get("type"), list):
            return "3.0 has no lists of types"
        if schema.get("type") == "null":
            return "3.0 has no type `null`"
        if isinstance(schema.get("items"), list):
            return "3.0 has no schemas for single elements"
        missing = sorted(NOT_IN_3_0 & schema.keys())
        if missing:
            return f"3.0 has no `{missing[0]}`"
        if isinstance(reference, str):
            return None
    others = sorted(OTHERS & schema.keys())
    if others:
        return f"it has `{others[0]}`, too, which is carried or reported, but not judged"
    for key, value in schema.items():
        if key == "additionalProperties" and isinstance(value, bool):
            continue
        for one in children({key: value}):
            reason = unsaid(one, version)
            if reason:
                return reason
    return None


def moved(schema, place):
    """A schema with its references relative to where it stands."""
    if isinstance(schema, list):
        return [moved(one, place) for one in schema]
    if not isinstance(schema, dict):
        return schema
    result = {}
    for key, value in schema.items():
        if key == "$ref" and isinstance(value, str) and (value == "#" or value.startswith("#/")):
            result[key] = place + value[1:]
        elif key in ("enum", "const", "default"):
            result[key] = value
        elif key in MAPS and isinstance(value, dict):
            result[key] = {name: moved(one, place) for name, one in value.items()}
        else:
            result[key] = moved(value, place)
    return result


def document(version, schemas, wrappers, paths):
    """A document with an operation that uses all wrappers, since crates hold nothing that no operation uses."""
    names = [line.split("\t")[0] for line in wrappers]
    body = {"type": "object", "properties": {name: {"$ref": f"#/components/schemas/{name}"} for name in names}}
    operation = {
        "operationId": "judgeAll",
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "responses": {"204": {"description": "All is well."}},
    }
    return {
        "openapi": version,
        "info": {"title": "Cases", "version": "1"},
        "paths": {**paths, "/judge": {"post": operation}},
        "components": {"schemas": schemas},
    }


def main(folder, work):
    for draft, version in DRAFTS:
        made = Made()
        for keyword in KEYWORDS:
            path = pathlib.Path(folder) / draft / f"{keyword}.json"
            if path.exists():
                add(made, json.loads(path.read_text()), draft, version, keyword)
        made.write(pathlib.Path(work) / draft.replace("-12", ""), version)


class Made:
    """A document that is being made, with what is known of the instances."""

    def __init__(self):
        self.schemas, self.wrappers, self.lines, self.facts = {}, [], [], []
        # Those of the document, if schemas refer to parts of them.
        self.paths = {}

    def write(self, path, version):
        for ending, text in [
            ("json", json.dumps(document(version, self.schemas, self.wrappers, self.paths), indent=1)),
            ("wrappers", "".join(f"{one}\n" for one in self.wrappers)),
            ("lines", "".join(f"{one}\n" for one in self.lines)),
            ("facts", json.dumps(self.facts)),
        ]:
            path.with_suffix(f".{ending}").write_text(text)


def add(made, groups, draft, version, keyword):
    for number, group in enumerate(groups):
        case, wrapper = f"{keyword.title()}{number}", f"Probe{keyword.title()}{number}"
        reason = unsaid(group["schema"], version)
        for test in group["tests"]:
            what = f"{group['description']}: {test['description']}"
            made.facts.append({"group": f"{draft} {keyword}", "what": what, "valid": test["valid"], "wrapper": wrapper,
                               "unsaid": reason, "instance": test["data"], "schema": json.dumps(group["schema"])[:300],
                               "kind": None if states_type(group["schema"]) else maker.UNSTATED})
            if not reason:
                made.lines.append(f"{case}\t{wrapper}\t{json.dumps(test['data'])}")
        if not reason:
            made.schemas[case] = moved(group["schema"], f"#/components/schemas/{case}")
            made.schemas[wrapper] = wrapped({"$ref": f"#/components/schemas/{case}"})
            made.wrappers.append(f"{wrapper}\t{case}")


def states_type(schema):
    return isinstance(schema, bool) or any(key in schema for key in ("type", "enum", "const", "$ref"))


def wrapped(schema):
    """An object that holds a value of a schema, whatever that is."""
    return {"type": "object", "properties": {"value": schema}, "required": ["value"]}
