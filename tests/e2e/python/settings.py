"""What botocore makes of settings in variables and in the shared files, scenario by scenario.

usage: settings.py SCENARIOS [--write]

Compares with the `botocore` of each scenario, and prints how many there are. With --write, it notes what botocore does instead.
"""

import json
import os
import pathlib
import random
import re
import sys
import tempfile
import time

import botocore.awsrequest
import botocore.session


class Raw:
    """The body of a response."""

    def stream(self, **_):
        yield b"{}"


def verdict(scenario, home):
    """Where a call goes, for which region it is signed, and how often it is made if it fails; or the error."""
    sent = []

    def play(request, **_):
        sent.append(request)
        return botocore.awsrequest.AWSResponse(request.url, 500, {}, Raw())

    try:
        session = botocore.session.Session()
        session.set_credentials("AKID", "secret")
        client = session.create_client("lambda")
        client.meta.events.register("before-send.lambda", play)
        try:
            client.get_account_settings()
        except client.exceptions.ClientError:
            pass
    except Exception as error:  # all errors are verdicts
        return type(error).__name__
    signed = re.search("Credential=AKID/[0-9]*/([^/]*)/", sent[0].headers["Authorization"].decode()).group(1)
    url = sent[0].url.removesuffix("/2016-08-19/account-settings")
    return f"{len(sent)}" if scenario.get("asks") == "attempts" else f"{url} {signed}"


def main():
    path = pathlib.Path(sys.argv[1])
    scenarios = json.loads(path.read_text(encoding="utf-8"))
    time.sleep = lambda _: None
    random.random = lambda: 0.0
    differences = 0
    for scenario in scenarios:
        with tempfile.TemporaryDirectory() as home:
            variables = {"HOME": home, "AWS_EC2_METADATA_DISABLED": "true", **scenario.get("env", {})}
            pathlib.Path(home, ".aws").mkdir()
            pathlib.Path(home, ".aws", "config").write_text(scenario.get("config", ""), encoding="utf-8")
            os.environ.clear()
            os.environ.update(variables)
            found = verdict(scenario, home)
        if "--write" in sys.argv:
            scenario["botocore"] = found
        elif found != scenario["botocore"]:
            differences += 1
            print(f"{scenario['name']}: {found} instead of {scenario['botocore']}")
    if "--write" in sys.argv:
        path.write_text(json.dumps(scenarios, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(scenarios)} scenarios, {differences} differences")
    sys.exit(differences != 0)


main()
