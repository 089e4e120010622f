"""Texts and numbers that fulfil constraints, and ones that break them."""

import re
from decimal import Decimal

try:
    from re import _constants as constants, _parser as parser
except ImportError:
    import sre_constants as constants
    import sre_parse as parser

FORMATS = {
    "date-time": "2024-02-03T04:05:06Z", "date": "2024-02-03", "time": "04:05:06Z", "duration": "P1D",
    "uuid": "6c84fb90-12c4-11e1-840d-7b25c5ee775a", "email": "a@example.com", "uri": "https://example.com/a",
    "url": "https://example.com/a", "hostname": "example.com", "ipv4": "192.0.2.1", "ipv6": "2001:db8::1",
    "byte": "YWJj", "binary": "YWJj", "decimal": "12.5",
}
# Those whose values are read, so that no other text is one.
READ = {"date-time", "byte", "binary"}


def text(count, low, high, patterns, formats):
    """A text, or None if none was found."""
    candidates = [FORMATS[one] for one in formats if one in FORMATS]
    candidates += [made for pattern in patterns for made in matching(pattern, low, high)]
    base = f"text {count}"
    candidates += [base, (base + "abcdefgh " * (low // 9 + 1))[: max(low, len(base))], f"{count % 10}" * max(low, 1)]
    candidates += [one[:high] for one in list(candidates) if high is not None]
    for one in candidates:
        fits = low <= len(one) and (high is None or len(one) <= high)
        if fits and all(re.search(pattern, one) for pattern in patterns):
            return one
    return None


def matching(pattern, low, high):
    """Texts that match a pattern: with as few repetitions as it takes, and with more."""
    try:
        tree = parser.parse(pattern)
    except (re.error, OverflowError):
        return
    for repeat in (0, 1, 2, 8, low, high or 0):
        try:
            yield "".join(pieces(tree, repeat))
        except NotImplementedError:
            return


def pieces(tree, repeat):
    for kind, value in tree:
        if kind is constants.LITERAL:
            yield chr(value)
        elif kind is constants.NOT_LITERAL:
            yield "a" if value != ord("a") else "b"
        elif kind is constants.ANY:
            yield "a"
        elif kind is constants.IN:
            yield one_of(value)
        elif kind is constants.BRANCH:
            yield from pieces(value[1][0], repeat)
        elif kind is constants.SUBPATTERN:
            yield from pieces(value[3], repeat)
        elif kind in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            least, most, inner = value
            for _ in range(min(max(least, repeat), most)):
                yield from pieces(inner, repeat)
        elif kind is not constants.AT:
            raise NotImplementedError


def one_of(choices):
    if choices[0][0] is constants.NEGATE:
        for candidate in "a0 _-Z~":
            if re.search(f"^{candidate}$", candidate) and not any(is_in(candidate, one) for one in choices[1:]):
                return candidate
        raise NotImplementedError
    kind, value = choices[0]
    if kind is constants.LITERAL:
        return chr(value)
    if kind is constants.RANGE:
        return chr(value[0])
    named = {constants.CATEGORY_DIGIT: "1", constants.CATEGORY_WORD: "a", constants.CATEGORY_SPACE: " ",
             constants.CATEGORY_NOT_DIGIT: "a", constants.CATEGORY_NOT_WORD: "-", constants.CATEGORY_NOT_SPACE: "a"}
    return named[value]


def is_in(candidate, choice):
    kind, value = choice
    if kind is constants.LITERAL:
        return ord(candidate) == value
    if kind is constants.RANGE:
        return value[0] <= ord(candidate) <= value[1]
    return True


def wrong(parts, value):
    """Texts that break one constraint each."""
    if READ & {part["format"] for part in parts if isinstance(part.get("format"), str)}:
        return
    for part in parts:
        low, high, pattern = part.get("minLength"), part.get("maxLength"), part.get("pattern")
        if low:
            yield "minLength", value[: low - 1]
        if high is not None and high < 100_000:
            yield "maxLength", (value or "a") * (high // max(len(value), 1) + 1)
        if pattern is not None:
            for other in ("", "!", "~ ~", "\u017e", value + "!"):
                if not re.search(pattern, other):
                    yield "pattern", other
                    break


def number(wanted, low, high, factors, is_whole):
    """A number within bounds, near to the one that is wanted."""
    value = wanted
    if low is not None and value < low:
        value = low
    if high is not None and value > high:
        value = high
    if factors:
        factor = Decimal(str(factors[0]))
        steps = (Decimal(str(value)) / factor).to_integral_value()
        for step in (steps, steps + 1, steps - 1):
            value = step * factor
            if (low is None or value >= Decimal(str(low))) and (high is None or value <= Decimal(str(high))):
                break
        value = int(value) if value == value.to_integral_value() else float(value)
    if is_whole and not isinstance(value, int):
        value = int(value) if low is None or int(value) >= low else int(value) + 1
    return value


def wrong_numbers(parts, value):
    """Numbers that break one constraint each."""
    for part in parts:
        for keyword, exclusive, sign in [("minimum", "exclusiveMinimum", -1), ("maximum", "exclusiveMaximum", 1)]:
            bound, limit = part.get(keyword), part.get(exclusive)
            if bound is not None and abs(bound) < 2**53:
                yield keyword, bound + sign
                if limit is True:
                    yield exclusive, bound
            if limit is not None and not isinstance(limit, bool):
                yield exclusive, limit
        if "multipleOf" in part:
            yield "multipleOf", float(Decimal(str(value)) + Decimal(str(part["multipleOf"])) / 2)
