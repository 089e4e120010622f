"""Compares what programs answer with what is known of the instances, and counts."""

import collections
import json
import pathlib

import maker


def is_same(one, other):
    """Whether two values are the same JSON; numbers are compared by value."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return one == other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return type(one) is type(other) and one == other


def how_same(value, expected, defaults):
    """How a value is the same as the one that is expected, if it is."""
    if is_same(value, expected):
        return "same JSON"
    completed = without_defaults(value, expected, defaults)
    if is_same(completed, expected):
        return "same JSON, with defaults"
    if is_less(completed, expected):
        return "JSON without properties that are not declared"
    return None


def without_defaults(value, expected, defaults):
    """The value without properties that are not expected and have a default."""
    if isinstance(value, dict) and isinstance(expected, dict):
        kept = {name: one for name, one in value.items() if name in expected or not has(defaults, [name, one])}
        return {name: without_defaults(one, expected.get(name), defaults) for name, one in kept.items()}
    if isinstance(value, list) and isinstance(expected, list) and len(value) == len(expected):
        return [without_defaults(one, other, defaults) for one, other in zip(value, expected)]
    return value


def has(defaults, one):
    return any(is_same(one, other) for other in defaults)


def is_less(value, expected):
    """Whether a value is the other one but for properties that it lacks."""
    if isinstance(value, dict) and isinstance(expected, dict):
        return all(name in expected and is_less(one, expected[name]) for name, one in value.items())
    if isinstance(value, list) and isinstance(expected, list):
        return len(value) == len(expected) and all(map(is_less, value, expected))
    return is_same(value, expected)


# Kinds of faults on which verdicts differ for a reason.
EXPLAINED = {maker.UNSTATED, maker.ONE_WAY}


class Counts:
    def __init__(self):
        self.by = collections.defaultdict(collections.Counter)
        self.total = collections.Counter()
        self.differing = []

    def add(self, group, what, times=1):
        self.by[group][what] += times
        self.total[what] += times


def main(work, details=None):
    counts = Counts()
    for path in sorted(pathlib.Path(work).glob("*.facts")):
        compare(path, counts)
    for group, row in sorted(counts.by.items()):
        print(f"{group:<40} " + "  ".join(f"{what}: {number}" for what, number in sorted(row.items())))
    print("in all: " + "  ".join(f"{what}: {number}" for what, number in sorted(counts.total.items())))
    for one in counts.differing:
        print(one)


def compare(path, counts):
    facts = json.loads(path.read_text())
    failed = path.with_suffix(".failed")
    failure = failed.read_text() if failed.exists() else None
    excluded = {}
    if path.with_suffix(".excluded").exists():
        for line in path.with_suffix(".excluded").read_text().splitlines():
            wrapper, problem = line.split("\t", 1)
            excluded[wrapper] = problem
    answers = []
    if path.with_suffix(".answers").exists() and not failure:
        answers = path.with_suffix(".answers").read_text().splitlines()
    answers = iter(answers)
    for fact in facts:
        group = fact["group"]
        counts.add(group, "instances")
        if fact["unsaid"]:
            counts.add(group, f"not said: {fact['unsaid']}")
            continue
        if failure or fact["wrapper"] in excluded:
            reason = failure or excluded[fact["wrapper"]]
            counts.add(group, "no crate")
            counts.differing.append(f"NO CRATE {reason}: {group} {fact['what']}")
            continue
        judge(fact, next(answers, None), group, counts)


def judge(fact, answer, group, counts):
    if answer is None:
        counts.add(group, "no answer")
        return
    by_name, by_member, text = answer.split("\t", 2)
    shown = f"{group} {fact['what']}: {fact['schema']} {json.dumps(fact['instance'])[:300]}"
    verdicts = [one for one in (by_name, by_member) if one != "-"]
    wrong = [one for one in verdicts if (one == "valid") != fact["valid"]]
    reason = fact.get("kind") if fact.get("kind") in EXPLAINED else None
    if reason == maker.UNSTATED and not all("expected a" in one or "null is no value" in one for one in wrong):
        # The values are of the types that the keywords speak of.
        reason = None
    if wrong and reason:
        counts.add(group, f"verdict differs by {reason}")
    else:
        counts.add(group, "verdict differs" if wrong else "same verdict")
    if wrong and not reason:
        counts.differing.append(f"VERDICT {'valid' if fact['valid'] else 'invalid'} ours {wrong[0]}: {shown}")
    if not fact["valid"]:
        return
    if text.startswith("!"):
        if not wrong:
            counts.add(group, "undecodable")
            counts.differing.append(f"DECODE {text}: {shown}")
        return
    expected = fact["expected"] if "expected" in fact else fact["instance"]
    found = how_same(json.loads(text)["value"], expected, fact.get("defaults", []))
    counts.add(group, found or "JSON differs")
    if not found:
        counts.differing.append(f"JSON {text}: {shown}")
