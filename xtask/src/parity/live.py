"""Runs calls against moto's server, once by boto3 and once by our client, and compares what comes back."""

import re
import socket
import subprocess
import sys
import time
import urllib.request

import boto3
import botocore.config
import botocore.exceptions

import scenarios
from party import CHECKSUMS, CREDENTIALS, REGION

# What moto makes up at random or takes from the clock, whatever its seed.
RANDOM = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\dZ+:]*|\b1[7-9]\d{8}(\d{3}|\.\d+)?\b"
)

TOKENS = ("SessionToken", "UploadId")


class Moto:
    """A server of moto."""

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        arguments = [sys.executable, "-m", "moto.server", "-p", str(port)]
        self.process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            try:
                self.reset()
                return self
            except OSError:
                time.sleep(0.1)
        raise SystemExit("moto's server doesn't start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def reset(self):
        """Forgets everything, and begins with the same random numbers."""
        for path in ("reset", "seed?a=7"):
            urllib.request.urlopen(urllib.request.Request(f"{self.url}/moto-api/{path}", method="POST")).read()


def theirs(comparison, url):
    """Calls by boto3."""
    config = botocore.config.Config(retries={"total_max_attempts": 1}, **CHECKSUMS)
    client = boto3.client(comparison.service, region_name=REGION, endpoint_url=url, config=config, **CREDENTIALS)
    names = {name: method for method, name in client.meta.method_to_api_mapping.items()}

    def call(operation, given):
        try:
            output = getattr(client, names[operation])(**given)
        except botocore.exceptions.ClientError as error:
            # Of a response without a body, it takes the status for the code.
            code = error.response["Error"]["Code"]
            return {"error": "NotFound" if code == "404" else code}
        output.pop("ResponseMetadata", None)
        return comparison.as_json(output, comparison.party.model.operation_model(operation).output_shape)

    return call


def ours(comparison, url):
    """Calls by our client."""

    def call(operation, given):
        shape = comparison.party.model.operation_model(operation).input_shape
        job = {"kind": "call", "live": True, "operation": operation, "endpoint": url, "region": REGION}
        answer = comparison.program.ask({**job, "input": comparison.as_json(given, shape)})
        if "output" in answer:
            return answer["output"]
        return {"error": answer.get("code") or answer.get("error") or answer["failure"]}

    return call


def run(comparison, moto):
    """The operations, and what they returned: by boto3 and by us."""
    returned = []
    for call in (theirs(comparison, moto.url), ours(comparison, moto.url)):
        moto.reset()
        results = []

        def step(operation, call=call, results=results, **given):
            results.append((operation, call(operation, given)))
            return results[-1][1]

        getattr(scenarios, comparison.service)(step)
        returned.append(results)
    return returned


def masked(value):
    """A value without what is random."""
    if isinstance(value, dict):
        return {RANDOM.sub("…", key): "…" if key in TOKENS else masked(it) for key, it in value.items()}
    if isinstance(value, list):
        return [masked(it) for it in value]
    if isinstance(value, str):
        return RANDOM.sub("…", value)
    return "…" if isinstance(value, (int, float)) and not isinstance(value, bool) and 1.7e9 < value < 2e12 else value
