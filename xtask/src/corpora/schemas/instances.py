"""Makes instances of the schemas of documents, and judges them by `jsonschema`.

For each document, one with its schemas and wrappers of those that use no other keywords than the validator promises to judge.
"""

import decimal
import json
import pathlib

import jsonschema
import maker
import suite
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4, DRAFT202012

JUDGED = {
    "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength",
    "minItems", "maxItems", "minProperties", "maxProperties", "pattern", "multipleOf", "required", "properties",
    "additionalProperties", "items", "prefixItems", "uniqueItems", "allOf", "anyOf", "oneOf", "$ref", "nullable",
}
# What says something to people or about transport alone.
SAID = {
    "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "externalDocs", "xml",
    "$comment",
}
# Keywords that JSON Schema does not judge by, but types do.
READ = {"format", "discriminator"}

ONLY, WITH_READ, OTHER = 0, 1, 2


class Document:
    """A document and its schemas."""

    def __init__(self, path, content):
        self.path, self.content = path, content
        self.is_3_0 = content["openapi"].startswith("3.0")
        self.schemas = content.get("components", {}).get("schemas", {})
        self.classes = {}
        self.classify()
        self.defaults = self.all_defaults()

    def resolve(self, reference):
        if not reference.startswith("#/"):
            raise maker.Unmakeable
        node = self.content
        for token in reference[2:].split("/"):
            token = suite.unescaped(token)
            try:
                node = node[int(token)] if isinstance(node, list) else node[token]
            except (KeyError, ValueError, IndexError, TypeError):
                raise maker.Unmakeable from None
        return node

    def inline(self):
        """The schemas of parameters, headers and bodies that are more than references, each once."""
        found = {}
        stack = [value for key, value in self.content.items() if key in ("paths", "webhooks")]
        stack += [value for key, value in self.content.get("components", {}).items() if key != "schemas"]
        while stack:
            node = stack.pop()
            if isinstance(node, list):
                stack += node
            elif isinstance(node, dict):
                for key, value in node.items():
                    if key == "schema" and isinstance(value, dict):
                        if "$ref" not in value:
                            found.setdefault(json.dumps(value, sort_keys=True), value)
                    elif key not in ("example", "examples"):
                        stack.append(value)
        return [found[key] for key in sorted(found)]

    def all_defaults(self):
        """The names of properties with their defaults."""
        found = {}
        for schema in [*self.schemas.values(), *self.inline()]:
            for node in nodes(schema):
                for name, one in node.get("properties", {}).items() if isinstance(node.get("properties"), dict) else ():
                    for part in nodes(one):
                        target = self.schemas.get(str(part.get("$ref")).rsplit("/", 1)[-1])
                        for stated in (part, target):
                            if isinstance(stated, dict) and "default" in stated:
                                found[json.dumps([name, stated["default"]], sort_keys=True)] = [name, stated["default"]]
        return [found[key] for key in sorted(found)]

    def classify(self):
        """Of each component, what its keywords are and those of all that it refers to."""
        own, references = {}, {}
        for name, schema in self.schemas.items():
            own[name], references[name] = self.keywords(schema)
        is_changed = True
        while is_changed:
            is_changed = False
            for name in own:
                worst = max([own[name], *(own.get(other, OTHER) for other in references[name])])
                if worst != own[name]:
                    own[name], is_changed = worst, True
        self.classes = own

    def keywords(self, schema):
        """Which class of keywords a schema uses within itself, and the components that it refers to."""
        worst, names = ONLY, set()
        for node in nodes(schema):
            for key in node:
                if key in JUDGED or key in SAID or key.startswith("x-"):
                    continue
                worst = max(worst, WITH_READ if key in READ else OTHER)
            if not self.is_3_0 and "nullable" in node:
                worst = OTHER
            reference = node.get("$ref")
            if isinstance(reference, str):
                start = "#/components/schemas/"
                is_component = reference.startswith(start) and "/" not in reference[len(start):]
                if is_component:
                    names.add(suite.unescaped(reference[len(start):]))
                else:
                    worst = OTHER
        return worst, names

    def class_of(self, schema):
        worst, names = self.keywords(schema)
        return max([worst, *(self.classes.get(name, OTHER) for name in names)])


def nodes(schema):
    """A schema and all within it."""
    stack = [schema]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            stack += list(suite.children(node))


def as_draft_4(node):
    """A schema of OpenAPI 3.0 as one of draft 4, in which null is a type."""
    if isinstance(node, list):
        return [as_draft_4(one) for one in node]
    if not isinstance(node, dict):
        return node
    result = {}
    for key, value in node.items():
        if key in ("enum", "default", "example"):
            result[key] = value
        elif key in suite.MAPS:
            result[key] = {name: as_draft_4(one) for name, one in value.items()} if isinstance(value, dict) else {}
        elif key not in ("format", "discriminator", "example", "examples", "xml", "id"):
            result[key] = as_draft_4(value)
    if node.get("nullable") is True and isinstance(node.get("type"), str):
        result["type"] = [node["type"], "null"]
    return result


def is_multiple(validator, factor, instance, schema):
    """Exactly, which `jsonschema` is not."""
    if validator.is_type(instance, "number"):
        remainder = decimal.Decimal(str(instance)) % decimal.Decimal(str(factor))
        if remainder:
            yield jsonschema.ValidationError(f"{instance} is no multiple of {factor}")


def judges(document):
    """A function from a schema to its validator."""
    base = jsonschema.Draft4Validator if document.is_3_0 else jsonschema.Draft202012Validator
    judge = jsonschema.validators.extend(base, {"multipleOf": is_multiple})
    schemas = document.schemas
    content = {"components": {"schemas": as_draft_4_schemas(schemas) if document.is_3_0 else schemas}}
    resource = Resource(contents=content, specification=DRAFT4 if document.is_3_0 else DRAFT202012)
    registry = Registry().with_resource("urn:document", resource)
    return lambda schema: judge(absolute(as_draft_4(schema) if document.is_3_0 else schema), registry=registry)


def as_draft_4_schemas(schemas):
    return {name: as_draft_4(schema) for name, schema in schemas.items()}


def absolute(node):
    """A schema whose references lead into the document, wherever it stands itself."""
    if isinstance(node, list):
        return [absolute(one) for one in node]
    if not isinstance(node, dict):
        return node
    is_reference = isinstance(node.get("$ref"), str)
    made = {key: absolute(value) for key, value in node.items()}
    if is_reference and node["$ref"].startswith("#"):
        made["$ref"] = "urn:document" + node["$ref"]
    return made


def main(folder, paths, work):
    shares = [0, 0, 0]
    for number, path in enumerate(pathlib.Path(paths).read_text().split()):
        document = Document(path, json.loads((pathlib.Path(folder) / path).read_text()))
        inline = document.inline()
        for name, schema in document.schemas.items():
            add_shares(document, schema, shares)
        for schema in inline:
            add_shares(document, schema, shares)
        write(document, inline, pathlib.Path(work) / f"d{number:03}")
    total = sum(shares)
    names = ["use only the keywords", "use `format` or `discriminator`, too", "use others"]
    for what, count in zip(names, shares):
        print(f"{count} of {total} schemas {what} ({100 * count / max(total, 1):.1f} %)")


def add_shares(document, schema, shares):
    """Counts a schema and all within it."""
    for node in nodes(schema):
        if "$ref" not in node or len(node) > 1:
            shares[document.class_of(node)] += 1


def write(document, inline, path):
    made = suite.Made()
    made.schemas = dict(document.schemas)
    if '"#/paths/' in json.dumps(document.schemas):
        made.paths = document.content["paths"]
    judge_of = judges(document)
    probes = [(name, {"$ref": f"#/components/schemas/{escaped(name)}"}, schema) for name, schema in document.schemas.items()]
    probes += [(None, schema, schema) for schema in inline]
    for number, (name, reference, schema) in enumerate(probes):
        kind = document.class_of(schema)
        if kind == OTHER:
            continue
        wrapper = f"WelandProbe{number}"
        facts, lines = probe(document, judge_of(reference), name, reference, wrapper)
        for fact in facts:
            fact["group"] = "only these keywords" if kind == ONLY else "with format or discriminator"
            fact["document"] = document.path
        made.facts += facts
        made.lines += lines
        if lines:
            made.schemas[wrapper] = suite.wrapped(reference)
            made.wrappers.append(f"{wrapper}\t{name or ''}")
    made.write(path, document.content["openapi"])


def escaped(name):
    return name.replace("~", "~0").replace("/", "~1").replace("%", "%25").replace(" ", "%20")


def probe(document, judge, name, schema, wrapper):
    """The instances of a schema, as lines and as facts."""
    try:
        made = all_made(maker.Maker(document.resolve, document.is_3_0), schema)
    except Exception:  # keywords whose values are of no use, such as a number for a pattern
        made = []
    facts, lines, seen = [], [], set()
    for kind, value, extra in made:
        text = json.dumps(value)
        if text in seen or len(text) > 20_000:
            continue
        seen.add(text)
        fact = {"what": f"{name or 'inline'}: {kind}", "kind": kind, "wrapper": wrapper, "unsaid": None, "instance": value,
                "schema": json.dumps(document.resolve(schema["$ref"]) if "$ref" in schema else schema)[:600]}
        try:
            fact["valid"] = judge.is_valid(value)
        except Exception as error:  # a schema that the judge can't read
            fact["unsaid"] = f"jsonschema fails: {type(error).__name__}"
        if extra:
            fact["expected"] = without(value, *extra)
        if document.defaults:
            fact["defaults"] = document.defaults
        facts.append(fact)
        if not fact["unsaid"]:
            lines.append(f"{name or '-'}\t{wrapper}\t{text}")
    if not any(fact.get("valid") for fact in facts):
        facts.append({"what": f"{name or 'inline'}", "kind": "schema", "wrapper": wrapper, "instance": None, "schema": "",
                      "unsaid": "no valid instance was found for the schema"})
    return facts, lines


def all_made(maker_of, schema):
    """Valid instances of a schema, and instances with a fault each."""
    made = []
    for index, value in enumerate(maker_of.valid(schema)):
        made.append(("made to be valid", value, None))
        if index < 2:
            made += maker_of.faulty(schema, value)
    return made


def without(value, path, name):
    """The value without a property at a path."""
    value = json.loads(json.dumps(value))
    node = value
    for step in path:
        node = node[step]
    del node[name]
    return value
