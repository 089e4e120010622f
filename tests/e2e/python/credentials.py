"""Asks botocore for credentials in each of the scenarios, beside a server that plays the services of AWS.

usage: credentials.py SCENARIOS [--write]

Compares what botocore finds, or the name of the error that it raises, with the `botocore` of each scenario, and prints how
many there are. With --write, it notes what botocore does instead.
"""

import datetime
import getpass
import hashlib
import http.server
import json
import os
import pathlib
import re
import sys
import tempfile
import threading
import urllib.parse

import botocore.credentials
import botocore.session
import botocore.tokens
import botocore.utils

EXPIRES = "2099-01-01T00:00:00Z"


def pair(key):
    """Credentials as containers and instances respond with them."""
    return json.dumps({"AccessKeyId": key, "SecretAccessKey": "s", "Token": "t", "Expiration": EXPIRES})


def role(form, signer):
    """The key of a role that STS issues; it says what was asked for."""
    name = form["RoleArn"].rpartition("/")[2]
    key = f"WEB-{name}-{form['WebIdentityToken']}" if "WebIdentityToken" in form else f"ROLE-{name}-BY-{signer}"
    key += f"-X{form['ExternalId']}" if "ExternalId" in form else ""
    key += f"-D{form['DurationSeconds']}" if "DurationSeconds" in form else ""
    return key + (f"-N{form['RoleSessionName']}" if "-session-" not in form["RoleSessionName"] else "")


def sts(form, signer):
    """The status and the body that STS responds with."""
    action = form["Action"]
    wrong = None
    if form["RoleArn"].endswith("/denied"):
        wrong = "AccessDenied"
    elif form.get("WebIdentityToken") == "expired":
        wrong = "ExpiredTokenException"
    if wrong:
        return 403, f"<ErrorResponse><Error><Code>{wrong}</Code><Message>not allowed to assume</Message></Error></ErrorResponse>"
    return 200, (
        f"<{action}Response><{action}Result><Credentials><AccessKeyId>{role(form, signer)}</AccessKeyId>"
        f"<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>{EXPIRES}</Expiration></Credentials>"
        f"</{action}Result></{action}Response>"
    )


class Services(http.server.BaseHTTPRequestHandler):
    """STS, IAM Identity Center, the agent of a container and the metadata of an instance."""

    def log_message(self, *_):
        pass

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def do_PUT(self):
        self.answer(*((200, "<html>") if "/html" in self.path else (200, "token")))

    def do_GET(self):
        path, _, query = self.path.partition("?")
        query = dict(urllib.parse.parse_qsl(query))
        if path == "/federation/credentials":
            token = self.headers["x-amz-sso_bearer_token"]
            if token == "revoked":
                return self.answer(401, '{"message":"no"}', x_amzn_errortype="UnauthorizedException")
            found = {
                "accessKeyId": f"SSO-{query['role_name']}-{query['account_id']}-{token}",
                "secretAccessKey": "s", "sessionToken": "t", "expiration": 4070908800000,
            }
            return self.answer(200, json.dumps({"roleCredentials": found}))
        if path == "/container":
            token = self.headers.get("authorization")
            return self.answer(200, pair(f"CONTAINER-{token}" if token else "CONTAINER"))
        if path.startswith("/html"):
            return self.answer(200, "<html>")
        if path.endswith("/security-credentials/"):
            return self.answer(200, "role")
        if path.startswith("/broken"):
            return self.answer(200, '{"Code":"AssumeRoleUnauthorizedAccess","Message":"no"}')
        if path.endswith("/security-credentials/role"):
            return self.answer(200, pair("INSTANCE"))
        return self.answer(404, "missing")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        if self.path == "/token":
            refresh = json.loads(body)["refreshToken"]
            if refresh == "stale":
                return self.answer(400, '{"error":"invalid_grant"}', x_amzn_errortype="InvalidGrantException")
            found = {"accessToken": f"renewed-{refresh}", "expiresIn": 3600, "refreshToken": f"{refresh}2"}
            return self.answer(200, json.dumps(found))
        signer = re.search("Credential=([^/]*)/", self.headers.get("authorization", ""))
        status, body = sts(dict(urllib.parse.parse_qsl(body)), signer.group(1) if signer else "nobody")
        return self.answer(status, body)


def time_in(seconds):
    time = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def set_up(scenario, home, server):
    """Writes the files of a scenario and sets its variables."""
    def filled(text):
        values = {"home": str(home), "server": server, "soon": time_in(300), "later": time_in(7200), "past": time_in(-60)}
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return text

    files = dict(scenario.get("files", {}))
    for name in ("config", "credentials"):
        if name in scenario:
            files[f".aws/{name}"] = scenario[name]
    for name, text in files.items():
        if name.startswith("sso:"):
            name = f".aws/sso/cache/{hashlib.sha1(name[4:].encode()).hexdigest()}.json"
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(filled(text), encoding="utf-8")
    variables = {"HOME": str(home), "PATH": os.environ["PATH"], "AWS_EC2_METADATA_DISABLED": "true"}
    variables["AWS_DEFAULT_REGION"] = "us-east-1"
    for service in ("STS", "SSO", "SSO_OIDC"):
        variables[f"AWS_ENDPOINT_URL_{service}"] = server
    for name, value in scenario.get("env", {}).items():
        variables.pop(name, None)
        if value is not None:
            variables[name] = filled(value)
    os.environ.clear()
    os.environ.update(variables)
    cache = os.path.expanduser("~/.aws/sso/cache")
    botocore.credentials.SSOProvider._SSO_TOKEN_CACHE_DIR = cache
    botocore.tokens.SSOTokenProvider._SSO_TOKEN_CACHE_DIR = cache


def verdict(scenario, server):
    """The key that botocore finds, or the error that it raises."""
    with tempfile.TemporaryDirectory() as home:
        set_up(scenario, pathlib.Path(home), server)
        try:
            session = botocore.session.Session(profile=scenario.get("profile"))
            session.get_config_variable("region")
            found = session.get_credentials()
            return "nothing" if found is None else found.get_frozen_credentials().access_key
        except Exception as error:  # all errors are verdicts
            return type(error).__name__


def nobody(_):
    """Nobody enters a code, whether there is a terminal or not."""
    raise EOFError


def main():
    path = pathlib.Path(sys.argv[1])
    scenarios = json.loads(path.read_text(encoding="utf-8"))
    # The pauses between attempts change nothing of what comes out.
    botocore.utils.ContainerMetadataFetcher.SLEEP_TIME = 0
    init = botocore.credentials.AssumeRoleProvider.__init__
    init.__defaults__ = tuple(nobody if value is getpass.getpass else value for value in init.__defaults__)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Services)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    differences = 0
    for scenario in scenarios:
        found = verdict(scenario, address)
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
