"""Makes instances of schemas, always the same ones: valid ones, and ones with a single fault."""

import copy
import json

import texts

TYPES = ["object", "array", "string", "integer", "number", "boolean", "null"]
SPEAKS_OF = {
    "properties": "object", "required": "object", "additionalProperties": "object", "minProperties": "object",
    "maxProperties": "object", "items": "array", "prefixItems": "array", "minItems": "array", "maxItems": "array",
    "uniqueItems": "array", "pattern": "string", "minLength": "string", "maxLength": "string", "minimum": "number",
    "maximum": "number", "exclusiveMinimum": "number", "exclusiveMaximum": "number", "multipleOf": "number",
}
DEEPEST = 10
# Kinds of faults on which verdicts may differ: values of other types where no type is stated, and properties that are required
# in requests or responses only.
UNSTATED, ONE_WAY = "a type that is not stated", "required in one direction"
# How many faults of each kind are made in one instance, and how many in all.
OF_A_KIND, FAULTS = 3, 24


class Unmakeable(Exception):
    """No instance could be made."""


class Maker:
    """Makes instances of the schemas of a document."""

    def __init__(self, resolve, is_3_0):
        self.resolve = resolve
        self.is_3_0 = is_3_0
        self.pick = 0
        self.is_full = False
        self.count = 0

    def valid(self, schema):
        """Instances that are meant to be valid: the least, the fullest, and one for each of some alternatives."""
        made = []
        for pick, is_full in [(0, False), (0, True), (1, True), (2, True), (3, False)]:
            self.pick, self.is_full, self.count = pick, is_full, 0
            try:
                value = self.value([schema], 0)
            except (Unmakeable, RecursionError):
                continue
            if not any(json.dumps(value) == json.dumps(other) for other in made):
                made.append(value)
        return made

    # Schemas

    def parts(self, schemas):
        """All objects of keywords that a value has to satisfy; of alternatives, one."""
        found, seen = [], set()
        self.collect(schemas, found, seen, 0)
        return found

    def collect(self, schemas, found, seen, depth):
        for schema in schemas:
            if not isinstance(schema, dict) or id(schema) in seen:
                if schema is False:
                    raise Unmakeable
                continue
            if depth > 30:
                raise Unmakeable
            seen.add(id(schema))
            if "$ref" in schema:
                self.collect([self.resolve(schema["$ref"])], found, seen, depth + 1)
                if self.is_3_0:
                    continue
            found.append(schema)
            self.collect(schema.get("allOf", []), found, seen, depth + 1)
            for keyword in ("oneOf", "anyOf"):
                alternatives = schema.get(keyword)
                if alternatives:
                    self.collect([alternatives[self.pick % len(alternatives)]], found, seen, depth + 1)

    def types(self, parts):
        """The types that all parts allow."""
        allowed = None
        for part in parts:
            stated = part.get("type")
            if stated is None:
                continue
            stated = {stated} if isinstance(stated, str) else set(stated)
            if "number" in stated:
                stated.add("integer")
            allowed = stated if allowed is None else allowed & stated
        if allowed is None:
            allowed = {SPEAKS_OF[key] for part in parts for key in part if key in SPEAKS_OF}
        return [one for one in TYPES if one in allowed]

    def all(self, parts, keyword):
        return [part[keyword] for part in parts if keyword in part]

    def is_nullable(self, parts):
        if self.is_3_0:
            stated = [part for part in parts if "type" in part]
            return bool(stated) and all(part.get("nullable") is True for part in stated)
        return "null" in self.types(parts)

    # Values

    def value(self, schemas, depth):
        if depth > DEEPEST:
            raise Unmakeable
        self.count += 1
        parts = self.parts(schemas)
        listed = self.listed(parts)
        if listed is not None:
            if not listed:
                raise Unmakeable
            return copy.deepcopy(listed[self.pick % len(listed)])
        if self.pick == 2 and depth > 0 and self.is_nullable(parts):
            return None
        types = [one for one in self.types(parts) if one != "null"]
        if "number" in types and "integer" in types:
            types.remove("integer")
        if not types:
            return None if self.types(parts) == ["null"] else f"any {self.count}"
        make = getattr(self, types[self.pick % len(types)])
        return make(parts, depth)

    def listed(self, parts):
        lists = [*self.all(parts, "enum"), *([one] for one in self.all(parts, "const"))]
        if not lists:
            return None
        types = self.types([part for part in parts if "type" in part])
        fits = [one for one in lists[0] if all(any(is_same(one, other) for other in rest) for rest in lists[1:])]
        return [one for one in fits if not types or is_of(one, types)]

    def boolean(self, parts, depth):
        return self.pick % 2 == 0

    def integer(self, parts, depth):
        return self.number(parts, depth, True)

    def number(self, parts, depth, is_whole=False):
        low, high = bounds(parts)
        factors = self.all(parts, "multipleOf")
        wanted = self.count % 100 + (0 if is_whole else 0.5)
        return texts.number(wanted, low, high, factors, is_whole)

    def string(self, parts, depth):
        low = max(self.all(parts, "minLength"), default=0)
        high = min(self.all(parts, "maxLength"), default=None)
        formats = [one for one in self.all(parts, "format") if isinstance(one, str)]
        text = texts.text(self.count, low, high, self.all(parts, "pattern"), formats)
        if text is None:
            raise Unmakeable
        return text

    def array(self, parts, depth):
        low = max(self.all(parts, "minItems"), default=0)
        high = min(self.all(parts, "maxItems"), default=None)
        length = max(low, 2 if self.is_full and depth < 5 else 0)
        length = length if high is None else min(length, high)
        is_unique = any(self.all(parts, "uniqueItems"))
        made = []
        for index in range(min(length, 50)):
            for _ in range(3):
                try:
                    one = self.value(self.element(parts, index), depth + 1)
                except Unmakeable:
                    if index >= low:
                        return made
                    raise
                if not (is_unique and any(is_same(one, other) for other in made)):
                    made.append(one)
                    break
        if len(made) < low:
            raise Unmakeable
        return made

    def element(self, parts, index):
        schemas = []
        for part in parts:
            prefix = part.get("prefixItems", [])
            schemas.append(prefix[index] if index < len(prefix) else part.get("items", {}))
        return schemas

    def object(self, parts, depth):
        required = [name for names in self.all(parts, "required") for name in names]
        names = list(dict.fromkeys(required))
        if self.is_full and depth < 5:
            stated = [name for properties in self.all(parts, "properties") for name in properties]
            names = list(dict.fromkeys([*names, *stated]))
        made = {}
        for name in names:
            try:
                made[name] = self.value(self.property(parts, name), depth + 1)
            except Unmakeable:
                if name in required:
                    raise
        further = [part["additionalProperties"] for part in parts if "additionalProperties" in part]
        low = max(self.all(parts, "minProperties"), default=0)
        is_open = further and all(one is not False for one in further)
        if (is_open and self.is_full and depth < 5) or len(made) < low:
            wanted = max(low - len(made), 1)
            for number in range(min(wanted, 20)):
                name = f"further{number}"
                try:
                    made[name] = self.value(self.property(parts, name), depth + 1)
                except Unmakeable:
                    break
        most = min(self.all(parts, "maxProperties"), default=None)
        if most is not None:
            for name in [name for name in made if name not in required][::-1]:
                if len(made) > most:
                    del made[name]
        return made

    def property(self, parts, name):
        schemas = []
        for part in parts:
            properties = part.get("properties", {})
            schemas.append(properties[name] if name in properties else part.get("additionalProperties", {}))
        return [one for one in schemas if one is not True]

    # Faults

    def faulty(self, schema, value):
        """Instances with one fault each: what is wrong, the instance, and where it has a property that nothing states."""
        by_kind, made = {}, []
        for kind, path, change, extra in self.faults([schema], value, ()):
            if by_kind.setdefault(kind, 0) < OF_A_KIND and len(made) < FAULTS:
                by_kind[kind] += 1
                faulty = copy.deepcopy(value)
                made.append((kind, changed(faulty, path, change), (path, extra) if extra else None))
        return made

    def faults(self, schemas, value, path):
        if len(path) > 8:
            return
        try:
            parts = self.parts(schemas)
        except Unmakeable:
            return
        yield from self.own_faults(parts, value, path)
        if isinstance(value, dict):
            for name, inner in value.items():
                yield from self.faults(self.property(parts, name), inner, (*path, name))
        elif isinstance(value, list):
            for index, inner in enumerate(value[:2]):
                yield from self.faults(self.element(parts, index), inner, (*path, index))

    def own_faults(self, parts, value, path):
        def put(kind, other):
            return kind, path, lambda _: other, None

        other = {dict: [], list: {}, str: 17, int: "text", float: "text", bool: "true", type(None): {"a": []}}
        is_stated = any(key in part for part in parts for key in ("type", "enum", "const"))
        yield put("type" if is_stated else UNSTATED, other[type(value)])
        if value is not None:
            yield put("null" if is_stated else UNSTATED, None)
        if isinstance(value, int) and not isinstance(value, bool):
            yield put("fraction", value + 0.5)
        if self.listed(parts) is not None:
            yield put("enum", "none of these" if isinstance(value, str) else 918273)
        elif isinstance(value, str):
            yield from (put(kind, text) for kind, text in texts.wrong(parts, value))
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield from (put(kind, number) for kind, number in texts.wrong_numbers(parts, value))
        elif isinstance(value, list):
            yield from self.wrong_lists(parts, value, put)
        elif isinstance(value, dict):
            yield from self.wrong_objects(parts, value, path)

    def is_one_way(self, parts, name):
        """Whether a property is part of requests only, or of responses."""
        try:
            stated = self.parts(self.property(parts, name))
        except Unmakeable:
            return False
        return any(part.get("readOnly") or part.get("writeOnly") for part in stated)

    def wrong_lists(self, parts, value, put):
        low, high = max(self.all(parts, "minItems"), default=0), min(self.all(parts, "maxItems"), default=None)
        if low:
            yield put("minItems", value[: low - 1])
        if high is not None and value:
            yield put("maxItems", (value * (high + 1))[: high + 1])
        if any(self.all(parts, "uniqueItems")) and value:
            yield put("uniqueItems", [*value, value[0]])

    def wrong_objects(self, parts, value, path):
        for name in dict.fromkeys(name for names in self.all(parts, "required") for name in names):
            if name in value:
                kind = ONE_WAY if self.is_one_way(parts, name) else "required"
                yield kind, path, (lambda it, name=name: {k: v for k, v in it.items() if k != name}), None
        further = self.all(parts, "additionalProperties")
        kind = "undeclared" if not further else "additionalProperties"
        added = {"undeclared by all": {"a": [1]}}
        # An object of which nothing is stated may hold everything.
        is_free = not any(part.get(key) for part in parts for key in ("properties", "required", "oneOf", "anyOf"))
        extra = "undeclared by all" if kind == "undeclared" and not is_free else None
        yield kind, path, (lambda it: {**it, **added}), extra
        most = min(self.all(parts, "maxProperties"), default=None)
        if most is not None and value:
            name = next(iter(value))
            more = {f"{name} {number}": value[name] for number in range(most)}
            yield "maxProperties", path, (lambda it: {**it, **more}), None
        if self.all(parts, "minProperties"):
            yield "minProperties", path, (lambda it: {}), None


def changed(value, path, change):
    """The value with a change at a path."""
    if not path:
        return change(value)
    value[path[0]] = changed(value[path[0]], path[1:], change)
    return value


def is_same(one, other):
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def is_of(value, types):
    name = {dict: "object", list: "array", str: "string", int: "integer", float: "number", bool: "boolean"}
    return name.get(type(value), "null") in types


def bounds(parts):
    """The tightest bounds, moved inwards if they are exclusive."""
    low, high = None, None
    for part in parts:
        least, most = part.get("minimum"), part.get("maximum")
        above, below = part.get("exclusiveMinimum"), part.get("exclusiveMaximum")
        if above is True and least is not None:
            least, above = None, least
        if below is True and most is not None:
            most, below = None, most
        for one in [least, above + 1 if is_number(above) else None]:
            low = one if low is None or (one is not None and one > low) else low
        for one in [most, below - 1 if is_number(below) else None]:
            high = one if high is None or (one is not None and one < high) else high
    return low, high


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)
