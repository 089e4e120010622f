"""Botocore, whose requests are kept and answered without a network."""

import base64
import io

import botocore.awsrequest
import botocore.config
import botocore.session

REGION = "us-east-1"
CREDENTIALS = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
# Endpoints of regions where botocore has global ones for the sake of its past.
REGIONAL = {"s3": {"us_east_1_regional_endpoint": "regional"}}

# Only those that are asked for.
CHECKSUMS = {"request_checksum_calculation": "when_required", "response_checksum_validation": "when_required"}


class Raw(io.BytesIO):
    """The body of a response as botocore reads it."""

    def stream(self, amount=1024, **_):
        while chunk := self.read(amount):
            yield chunk


class Party:
    """A client of botocore."""

    def __init__(self, service, protocol, target, answer):
        session = botocore.session.Session()
        if protocol:
            # The loader keeps what it has read.
            model = session.get_component("data_loader").load_service_model(service, "service-2")
            names = {"targetPrefix": target, "protocol": protocol, "protocols": [protocol], "awsQueryCompatible": {}}
            model["metadata"].update(names)
        session.set_config_variable("sts_regional_endpoints", "regional")
        session.set_credentials(*CREDENTIALS.values())
        config = botocore.config.Config(retries={"total_max_attempts": 1}, **CHECKSUMS, **REGIONAL)
        self.client = session.create_client(service, region_name=REGION, config=config)
        self.model = self.client.meta.service_model
        self.names = {name: method for method, name in self.client.meta.method_to_api_mapping.items()}
        self.request = None
        self.answer = answer
        self.given = None
        self.client.meta.events.register_last("before-parameter-build", self.completed)
        self.client.meta.events.register("before-send", self.sent)

    def completed(self, params, **_):
        """Keeps the input as botocore's handlers for single services leave it."""
        self.given = dict(params)

    def sent(self, request, **_):
        """Keeps a request, and returns what it is answered with."""
        body = request.body
        if hasattr(body, "read"):
            body = body.read()
        body = body.encode() if isinstance(body, str) else bytes(body or b"")
        text = lambda it: it.decode() if isinstance(it, bytes) else str(it)
        self.request = {
            "method": request.method,
            "uri": request.url,
            "headers": {text(name): text(value) for name, value in request.headers.items()},
            "body": base64.b64encode(body).decode(),
        }
        response = self.answer(self.request)
        raw = Raw(base64.b64decode(response["body"]))
        return botocore.awsrequest.AWSResponse(request.url, response["status"], response["headers"], raw)

    def call(self, operation, values):
        """Calls an operation, and returns its output."""
        output = getattr(self.client, self.names[operation])(**values)
        output.pop("ResponseMetadata", None)
        return output
