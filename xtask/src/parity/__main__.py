"""Compares our client and server of a service with botocore.

Arguments: the rounds per operation, and a file with an object: the name of the service, the name that botocore knows it by, the
protocol that botocore is to speak, our program, and the structures and unions of our model with the names of their members.
"""

import collections
import json
import pathlib
import subprocess
import sys

import botocore.exceptions

import compare
import live
import values
from party import REGION, Party

SHOWN = 5

# Operations with the method, the path and the parameters of another one.
BY_HOST = {("s3", "ListDirectoryBuckets")}

# Operations that botocore knows by name, and leaves the bucket in the path for, whatever the endpoint rules say.
IN_PATH = {("s3", "GetBucketLocation")}


class Program:
    """Ours: a line is a job, and each has an answer."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, job):
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the program ended at {json.dumps(job)[:2000]}")
        return json.loads(line)


class Comparison:
    """The cases of a service."""

    def __init__(self, about, rounds):
        self.name, self.rounds, self.about = about["name"], rounds, about
        self.service = about["service"]
        self.program = Program(about["program"])
        self.party = Party(self.service, about["protocol"], about["target"], self.answer)
        self.counts = collections.Counter()
        self.differences = collections.defaultdict(list)
        known = set(self.program.ask({"kind": "operations"})["operations"])
        self.operations = sorted(it for it in self.party.names if it in known)
        self.counts["operations that our model doesn't have"] = len(self.party.names) - len(self.operations)

    def answer(self, request):
        """The response of our server to a request of botocore."""
        request = {**request, "uri": compare.with_bucket_in_path(request["uri"], self.given.get("Bucket"))}
        self.served = self.program.ask({"kind": "serve", "request": request, "output": self.output})
        return self.served["response"]

    def run(self):
        for operation in self.operations:
            for round_ in range(self.rounds):
                try:
                    self.case(operation, values.Maker(f"{self.name} {operation} {round_}", self.about))
                except (values.CannotMake, RecursionError):
                    self.counts["no value found"] += 1

    def case(self, operation, maker):
        model = self.party.model.operation_model(operation)
        shape = model.input_shape
        given = maker.make(shape) if shape else {}
        made = maker.make(model.output_shape) if model.output_shape else {}
        if model.has_streaming_output:
            # Random ones wouldn't be those of the body.
            made = {name: it for name, it in made.items() if not name.startswith("Checksum")}
        self.output = self.as_json(made, model.output_shape)
        self.served, self.given = None, given
        try:
            parsed = self.party.call(operation, given)
        except (botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError) as error:
            problem = f"{type(error).__name__}: {str(error)[:300]}"
            if self.served is None:
                self.counts["refused by botocore"] += 1
                return
            self.count(operation, "output of our server as botocore reads it", [("error", problem, "")])
            parsed = None
        except (KeyError, AttributeError, TypeError):
            # Its handlers for single services expect members that the model doesn't require.
            self.counts["outputs that botocore's own handlers fail on"] += 1
            parsed = None
        sent = self.as_json(self.party.given, shape)
        ours = self.program.ask({
            "kind": "call", "operation": operation, "input": sent, "response": self.served["response"], "region": REGION,
        })
        seen = self.served["input"] or {}
        if (self.service, operation) in BY_HOST:
            self.counts["requests that only their host tells from another operation's"] += 1
        elif seen.get("operation") != operation:
            self.count(operation, "input at our server", [("operation", str(self.served)[:600], operation)])
        else:
            both = (compare.as_handed_out(it, shape, model.http.get("requestUri", "")) for it in (seen["values"], sent))
            self.count(operation, "input at our server", compare.values(*both))
        if "request" not in ours:
            self.count(operation, "request", [("none", str(ours)[:600], "")])
        else:
            if (self.service, operation) in IN_PATH:
                ours["request"]["uri"] = compare.with_bucket_in_path(ours["request"]["uri"], given["Bucket"])
            differences = compare.requests(ours["request"], self.party.request)
            if [it[0] for it in differences] == [compare.DEFAULTS]:
                self.counts["requests that have defaults of the model, too"] += 1
                differences = []
            self.count(operation, "request", differences)
        if parsed is not None:
            theirs = self.as_json(parsed, model.output_shape)
            self.count(operation, "output of our server as botocore reads it", compare.values(theirs, self.output))
            found = compare.values(ours.get("output", {"failure": ours}), theirs)
            self.count(operation, "output as our client reads it", found)

    def as_json(self, value, shape):
        return values.as_typed(values.as_json(value, shape), shape, self.about["structures"]) if shape else {}

    def live(self):
        """Calls of a server of moto."""
        with live.Moto() as moto:
            pairs = zip(*live.run(self, moto))
        for (operation, theirs), (_, ours) in pairs:
            self.count(operation, "calls of moto", compare.values(live.masked(ours), live.masked(theirs)))

    def count(self, operation, what, differences):
        self.counts[what, not differences] += 1
        if differences:
            self.differences[what].append((operation, differences))

    def report(self):
        print(f"\n{self.name}: {len(self.operations)} operations")
        for what in sorted({key[0] for key in self.counts if isinstance(key, tuple)}):
            good, bad = self.counts[what, True], self.counts[what, False]
            print(f"  {what}: {good} of {good + bad}")
            kinds = collections.Counter()
            shown = {}
            for operation, differences in self.differences[what]:
                kind = ", ".join(sorted({it[0] for it in differences}))
                kinds[operation, kind] += 1
                shown.setdefault((operation, kind), differences)
            for (operation, kind), count in kinds.most_common(SHOWN):
                print(f"    {count} × {operation}: {kind}")
                for place, left, right in shown[operation, kind][:2]:
                    print(f"      {place}\n        ours  {str(left)[:700]}\n        other {str(right)[:700]}")
        for key, count in sorted(it for it in self.counts.items() if not isinstance(it[0], tuple) and it[1]):
            print(f"  {key}: {count}")


def main():
    comparison = Comparison(json.loads(pathlib.Path(sys.argv[2]).read_text()), int(sys.argv[1]))
    comparison.run()
    # Another protocol than the model's is none that moto of that time speaks.
    if not comparison.about["protocol"]:
        comparison.live()
    comparison.report()
    sys.exit(1 if any(comparison.differences.values()) else 0)


main()
