"""The recording service that the test started, a boto3 client for it, and a report of what went wrong."""

import base64
import datetime
import json
import sys
import urllib.request

import boto3
import botocore.response
from botocore.config import Config

import facts

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


class Service:
    """Where the recorder listens, and how to set its responses."""

    def __init__(self, endpoint, control):
        self.endpoint = endpoint
        self.control = control

    def client(self, **options):
        """A boto3 client of the service that calls once and does not try again."""
        config = Config(retries={"total_max_attempts": 1}, **options)
        keys = {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "secret"}
        return boto3.client("lambda", endpoint_url=self.endpoint, region_name="eu-central-1", config=config, **keys)

    def respond_with_output(self, output):
        """Makes the next call return an output."""
        self.post("/respond-with", {"output": plain(output)})

    def respond_with_error(self, name, members):
        """Makes the next call fail with an error of the model."""
        self.post("/respond-with", {"error": name, "members": plain(members)})

    def respond_with_other(self, status, code, message):
        """Makes the next call fail with an error that the model does not define."""
        self.post("/respond-with", {"status": status, "code": code, "message": message})

    def take(self):
        """What the handlers received since the last time."""
        return self.post("/take", {})

    def taken_one(self, operation):
        """The input of the one call that was received, which was one of this operation."""
        received = self.take()
        same("the calls received", [call["operation"] for call in received], [operation])
        return received[0]["input"]

    def post(self, path, value):
        """Sends JSON to the second address of the service."""
        body = json.dumps(value).encode()
        with urllib.request.urlopen(urllib.request.Request(self.control + path, data=body, method="POST")) as response:
            return json.load(response)


def plain(value):
    """A value of boto3 as the recorder writes it: bytes as base64, times as the text of their seconds."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    if isinstance(value, botocore.response.StreamingBody):
        return plain(value.read())
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return moment(value)
    return value


def moment(time):
    """The text of the seconds since 1970."""
    micros = (time - EPOCH) // datetime.timedelta(microseconds=1)
    seconds, fraction = divmod(micros, 1_000_000)
    return str(seconds) + (f".{fraction:06}".rstrip("0") if fraction else "")


def to_boto3(operation, params):
    """Parameters by the names that boto3 gives them."""
    return {facts.BOTO3_NAMES.get((operation, name), name): value for name, value in params.items()}


def same(what, found, expected):
    """Fails if two values differ, and names the first place where they do."""
    place = difference(found, expected, "")
    if place is not None:
        raise AssertionError(f"{what}: {place}")


def difference(found, expected, path):
    """Where two values differ, in words; None if they do not."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in [*expected, *(key for key in found if key not in expected)]:
            if key not in found:
                return f"{path}/{key} is missing"
            if key not in expected:
                return f"{path}/{key} is there, with {found[key]!r}"
            if place := difference(found[key], expected[key], f"{path}/{key}"):
                return place
        return None
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        places = (difference(*pair, f"{path}/{index}") for index, pair in enumerate(zip(found, expected)))
        return next((place for place in places if place), None)
    if type(found) is type(expected) and found == expected:
        return None
    return f"{path or 'the value'} is {found!r} instead of {expected!r}"


class Report:
    """Runs and counts checks, and lists at the end which failed."""

    def __init__(self):
        self.counts = {}
        self.failures = []

    def check(self, kind, name, run, *arguments):
        """Runs one check and counts it under its kind."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        try:
            run(*arguments)
        except Exception as error:  # every failure is reported, whatever its type
            self.failures.append(f"{kind}: {name}: {type(error).__name__}: {error}")

    def end(self):
        """Prints the failures, then the counts as JSON in the last line; fails if there were failures."""
        for failure in self.failures:
            print(failure)
        print(json.dumps(self.counts))
        sys.exit(1 if self.failures else 0)
