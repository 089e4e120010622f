"""Values for the members of the Lambda API, made from the facts in `tests/facts/lambda.json`."""

import datetime
import json
import pathlib
import re

import samples

PATH = pathlib.Path(__file__).resolve().parents[2] / "facts" / "lambda.json"
FACTS = json.loads(PATH.read_text(encoding="utf-8"))
OPERATIONS = {operation["name"]: operation for operation in FACTS["operations"]}
STRUCTURES = {structure["name"]: structure["members"] for structure in FACTS["structures"]}
ERRORS = {error["name"]: error for error in FACTS["errors"]}
ENUMS = {enum["name"]: enum["values"] for enum in FACTS["enums"]}

# boto3 calls the resource of the tag operations by a newer name than the documentation of this revision does.
BOTO3_NAMES = {("ListTags", "ARN"): "Resource", ("TagResource", "ARN"): "Resource", ("UntagResource", "ARN"): "Resource"}

# What boto3 returns beyond the members of this revision.
BOTO3_ONLY = {("DeleteFunction", "StatusCode")}

# Texts as unwelcome as each place allows.
PLAIN = "plain text of a header; a=b, \"c\""
SPECIAL = "Größe & Weiß = 100%/+?#;,\"'\\ 大 😀 <{[(|)]}>"
MOMENT = datetime.datetime(2024, 2, 29, 23, 59, 58, 250_000, tzinfo=datetime.timezone.utc)


def members(operation, side):
    """The members of the `input` or `output` of an operation."""
    return OPERATIONS[operation].get(side, {}).get("members", [])


def status(operation, output):
    """The status that goes with an output: that of the member for it, or the documented one."""
    names = [m["name"] for m in members(operation, "output") if m["location"] == "statusCode"]
    return next((output[name] for name in names), OPERATIONS[operation]["status"])


def full(operation, side):
    """A value with all members of the input or output of an operation."""
    stated = members(operation, side)
    events = {m["name"]: value(m) for m in stated if m.get("location") == "event_stream"}
    result = {m["name"]: value(m) for m in stated if m.get("location") != "event_stream"}
    if side == "input" and "StartingPositionTimestamp" in result:
        # boto3 sends whole seconds.
        result["StartingPositionTimestamp"] = MOMENT.replace(microsecond=0)
    if events:
        result["EventStream"] = [{name: event} for name, event in events.items()]
    return result


def required(operation):
    """An input with the required members alone."""
    return {member["name"]: value(member) for member in members(operation, "input") if member.get("required")}


def value(member):
    """A value for a member, of its type and within its constraints."""
    return of_type(member, member["type"])


def of_type(member, type_name):
    """A value of a type, within the constraints of a member."""
    if listed := re.fullmatch(r"List<(.*)>", type_name):
        return of_list(member, listed[1])
    if mapped := re.fullmatch(r"Map<(\w+),(.*)>", type_name):
        return of_map(member, mapped[2])
    if type_name in STRUCTURES:
        return {inner["name"]: value(inner) for inner in STRUCTURES[type_name]}
    return SCALARS[type_name](member)


def of_list(member, type_name):
    """A list of two elements, or of as many as it may have."""
    size = member.get("list_size", {})
    count = max(size.get("min", 0), min(2, size.get("max", 2)))
    if "enum" in member:
        return [ENUMS[member["enum"]][index % len(ENUMS[member["enum"]])] for index in range(count)]
    return [of_type(member, type_name) for _ in range(count)]


def of_map(member, type_name):
    """A map of one entry, or of two where the keys are free."""
    if "key_values" in member:
        keys = member["key_values"][:1]
    elif "key_pattern" in member:
        keys = [samples.sample_key(member["name"], member["key_pattern"], member.get("key_length", {}))]
    else:
        keys = ["key", SPECIAL[:20]]
    inner = {key: entry for key, entry in member.items() if key not in ("list_size",) or "List" in type_name}
    return {key: of_type(inner, type_name) for key in keys}


def text(member):
    """A text for a string."""
    if "enum" in member:
        return ENUMS[member["enum"]][-1]
    length = member.get("length", {})
    if "pattern" in member:
        return samples.sample(member["shape"], member["pattern"], length)
    body = PLAIN if member.get("location") == "header" else SPECIAL
    body = body[: length.get("max", len(body))]
    return body.ljust(length.get("min", 0), "x")


def whole(member):
    """A whole number: the greatest that is allowed, or one that needs its type's width."""
    if member.get("location") == "statusCode":
        return 200
    widest = 2**31 - 1 if member["type"] == "Integer" else 2**53 + 1
    return int(member.get("range", {}).get("max", widest))


def number(member):
    """A number with a fraction, within the range."""
    return member.get("range", {}).get("max", 1.5) * 0.3


SCALARS = {
    "String": text,
    "Integer": whole,
    "Long": whole,
    "Double": number,
    "Boolean": lambda member: True,
    "Blob": lambda member: bytes(range(256)),
    "Timestamp": lambda member: MOMENT,
}
