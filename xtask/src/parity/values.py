"""Random values for shapes of botocore, within the constraints that their models have."""

import base64
import contextlib
import datetime
import random
import re
import re._constants as op
import re._parser as parser

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
TEXT = LETTERS + "-_. ,:;/&<>\"'%+=~äß€"
PLACES = ("header", "headers", "uri", "querystring")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


class CannotMake(Exception):
    """No value was found that holds to all constraints."""


class Maker:
    """Makes values; the same ones for the same seed."""

    def __init__(self, seed, about):
        self.random = random.Random(seed)
        self.structures, self.unions = about["structures"], set(about["unions"])

    def make(self, shape, depth=0, plain=False):
        kind = {"structure": self.structure, "list": self.list, "map": self.map, "string": self.string}
        if shape.type_name in kind:
            return kind[shape.type_name](shape, depth, plain)
        return self.simple(shape)

    def structure(self, shape, depth, _):
        members = {name: it for name, it in shape.members.items() if not is_left_out(it) and not is_length(it)}
        known = self.structures.get(shape.name, members)
        members = {name: it for name, it in members.items() if name in known}
        if getattr(shape, "is_tagged_union", False) or shape.name in self.unions:
            name = self.random.choice(sorted(members))
            return {name: self.member(members[name], depth)}
        made = {}
        chance = (0.6, 0.4, 0.3)[min(depth, 2)]
        for name, member in members.items():
            # Both sides make tokens up, and media types where none is set.
            wanted = name in shape.required_members or member.metadata.get("idempotencyToken")
            wanted = wanted or str(member.serialization.get("name")).lower() in ("accept", "content-type")
            if not wanted and (depth > 4 or self.random.random() > chance):
                continue
            try:
                made[name] = self.member(member, depth)
            except (CannotMake, RecursionError):
                if name in shape.required_members:
                    raise
        if depth and not made and members:
            # Forms can't say that there is an empty structure.
            name = self.random.choice(sorted(members))
            made[name] = self.member(members[name], depth)
        return made

    def member(self, member, depth):
        if member.serialization.get("location") == "headers":
            made = self.make(member, depth + 1, True)
            return {name.lower(): it for name, it in made.items()}
        if member.serialization.get("hostLabel"):
            return "".join(self.random.choice(LETTERS) for _ in range(9))
        return self.make(member, depth + 1, member.serialization.get("location") in PLACES)

    def count(self, shape, usual):
        least = int(shape.metadata.get("min", 0))
        most = int(shape.metadata.get("max", least + usual))
        return self.random.randint(max(least, min(1, most)), max(least, min(most, least + usual)))

    def list(self, shape, depth, plain):
        if depth > 6:
            return []
        return [self.make(shape.member, depth + 1, plain) for _ in range(self.count(shape, 3))]

    def map(self, shape, depth, plain):
        if depth > 6:
            return {}
        count = self.count(shape, 3)
        made = {}
        for _ in range(count * 3):
            if len(made) < count:
                made[self.make(shape.key, depth + 1, True)] = self.make(shape.value, depth + 1, plain)
        # As ours are; botocore writes maps in the order in which they are given.
        return dict(sorted(made.items(), key=lambda it: it[0].encode()))

    def string(self, shape, _, plain):
        if shape.enum:
            return self.random.choice(shape.enum)
        pattern = shape.metadata.get("pattern")
        least, most = int(shape.metadata.get("min", 0)), int(shape.metadata.get("max", 1 << 30))
        if pattern:
            return self.matching(pattern, least, most)
        count = self.count(shape, 12)
        letters = LETTERS + "-_." if plain else TEXT
        return "".join(self.random.choice(letters) for _ in range(count)).strip() or "a" * max(1, least)

    def matching(self, pattern, least, most):
        try:
            tree = parser.parse(pattern)
            whole = re.compile(pattern)
        except re.error:
            raise CannotMake(pattern) from None
        for wide in (3, 8, 20, 60, least):
            for _ in range(20):
                text = self.spell(tree, wide)
                if least <= len(text) <= most and text == text.strip() and text and whole.search(text):
                    return text
        raise CannotMake(pattern)

    def spell(self, tree, wide):
        """A text of a pattern, which looks around and behind are left out of."""
        out = []
        for code, argument in tree:
            if code is op.LITERAL:
                out.append(chr(argument))
            elif code is op.ANY or code is op.NOT_LITERAL:
                out.append(self.random.choice(LETTERS))
            elif code is op.IN:
                out.append(self.one_of(argument))
            elif code in (op.MAX_REPEAT, op.MIN_REPEAT):
                least, most, inner = argument
                for _ in range(self.random.randint(least, max(least, min(most, least + wide)))):
                    out.append(self.spell(inner, wide))
            elif code is op.SUBPATTERN:
                out.append(self.spell(argument[3], wide))
            elif code is op.BRANCH:
                out.append(self.spell(self.random.choice(argument[1]), wide))
        return "".join(out)

    def one_of(self, items):
        """A letter of a class."""
        classes = {op.CATEGORY_DIGIT: "0123456789", op.CATEGORY_WORD: LETTERS, op.CATEGORY_SPACE: " "}
        letters = []
        negated = items[0][0] is op.NEGATE
        for code, argument in items:
            if code is op.LITERAL:
                letters.append(chr(argument))
            elif code is op.RANGE:
                low, high = argument
                letters.extend(chr(it) for it in range(low, min(high, low + 200) + 1) if it > 31 and not 55296 <= it < 57344)
            elif code is op.CATEGORY:
                letters.extend(classes.get(argument, LETTERS))
        if negated:
            letters = [it for it in LETTERS if it not in letters] or ["~"]
        return self.random.choice(letters or list(LETTERS))

    def simple(self, shape):
        pick = self.random
        if shape.type_name == "boolean":
            return pick.random() < 0.5
        if shape.type_name in ("integer", "long", "short", "byte"):
            least = int(shape.metadata.get("min", -100))
            return pick.randint(least, int(shape.metadata.get("max", max(least, 1) + 100_000)))
        if shape.type_name in ("float", "double"):
            least, most = shape.metadata.get("min"), shape.metadata.get("max")
            if least is not None or most is not None:
                return float(least if least is not None else most)
            return pick.choice([0.5, -1.25, 3.0, 1024.125, -0.0009765625])
        if shape.type_name == "timestamp":
            return EPOCH + datetime.timedelta(seconds=pick.randint(0, 2_000_000_000))
        if shape.type_name in ("blob", "bytes"):
            return bytes(pick.randint(0, 255) for _ in range(self.count(shape, 12)))
        raise CannotMake(shape.type_name)


def is_left_out(shape):
    """Streams of events and documents take another way."""
    return getattr(shape, "is_document_type", False) or "eventstream" in shape.serialization


def is_length(shape):
    """How long a body is follows from it."""
    return str(shape.serialization.get("name")).lower() == "content-length"


def as_typed(values, shape, structures):
    """Values as JSON, without members that our model doesn't have, and with those as text that are text in it alone."""
    kind = shape.type_name
    if kind == "structure":
        types = structures.get(shape.name)
        typed = {}
        for name, it in values.items():
            if types is not None and name not in types:
                continue
            is_text = (types or {}).get(name) in ("string", "enum") and isinstance(it, (int, float))
            typed[name] = str(it) if is_text else as_typed(it, shape.members[name], structures)
        return typed
    if kind == "list":
        return [as_typed(it, shape.member, structures) for it in values]
    if kind == "map":
        return {key: as_typed(it, shape.value, structures) for key, it in values.items()}
    return values


def as_json(value, shape):
    """A value as the programs read and write it."""
    kind = shape.type_name
    if kind == "structure":
        known = [it for it in value if it in shape.members and not is_left_out(shape.members[it])]
        return {it: as_json(value[it], shape.members[it]) for it in known if value[it] is not None}
    if kind == "list":
        return [as_json(it, shape.member) for it in value]
    if kind == "map":
        return {str(key): as_json(it, shape.value) for key, it in value.items()}
    if kind in ("blob", "bytes"):
        return base64.b64encode(bytes_of(value)).decode()
    if kind == "timestamp":
        return timestamp(value, shape.serialization.get("timestampFormat"))
    return value


def bytes_of(value):
    if hasattr(value, "read"):
        with contextlib.suppress(OSError, AttributeError):
            value.seek(0)
        return value.read()
    return value.encode() if isinstance(value, str) else value


def timestamp(value, form):
    if not isinstance(value, datetime.datetime):
        return value
    value = value.astimezone(datetime.timezone.utc)
    if form == "iso8601":
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if form == "rfc822":
        return value.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return int((value - EPOCH).total_seconds())
