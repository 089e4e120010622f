"""A text for every pattern of the model, by the name of the shape that has the pattern."""

import re

ACCOUNT = "123456789012"
REGION = "eu-central-1"
FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:my-function"
LAYER = f"arn:aws:lambda:{REGION}:{ACCOUNT}:layer:my_layer"

SAMPLES = {
    "Action": "lambda:InvokeFunction",
    "Alias": "release-2_b",
    "Arn": f"arn:aws:kinesis:{REGION}:{ACCOUNT}:stream/a b+c%2F?&é",
    "CodeSigningConfigArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:code-signing-config:csc-0a1b2c3d4e5f6a7b8",
    "CodeSigningConfigId": "csc-0a1b2c3d4e5f6_.-8",
    "CollectionName": "orders of the day",
    "DatabaseName": "shop",
    "DestinationArn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:failures",
    "Endpoint": "broker-1.example.com:9092",
    "EventSourceToken": "amzn1.ask-skill_7",
    "FileSystemArn": f"arn:aws:elasticfilesystem:{REGION}:{ACCOUNT}:access-point/fsap-0123456789abcdef0",
    "FunctionArn": FUNCTION,
    "FunctionName": f"{FUNCTION}:PROD",
    "FunctionUrlQualifier": "live",
    "Handler": "index.handler",
    "Header": "x-größe",
    "KMSKeyArn": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "LayerArn": LAYER,
    "LayerName": LAYER,
    "LayerPermissionAllowedAction": "lambda:GetLayerVersion",
    "LayerPermissionAllowedPrincipal": f"arn:aws:iam::{ACCOUNT}:root",
    "LayerVersionArn": f"{LAYER}:7",
    "LocalMountPath": "/mnt/my.data",
    "LogGroup": "/aws/lambda/my-function#1",
    "MasterRegion": "us-gov-west-1",
    "Method": "GET",
    "NameSpacedFunctionArn": f"{FUNCTION}.sub:$LATEST",
    "NamespacedFunctionName": f"{FUNCTION}.sub:$LATEST",
    "NamespacedStatementId": "allow.s3-1_a",
    "OrganizationId": "o-a1b2c3d4e5",
    "Origin": "https://a.example:8443",
    "Pattern": '{"body": {"größe": [{"numeric": [">", 1.5]}]}}',
    "Principal": "events.amazonaws.com",
    "PrincipalOrgID": "o-a1b2c3d4e5f6",
    "Qualifier": "$LATEST",
    "Queue": "queue\nof two lines",
    "ResourceArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:dead",
    "RoleArn": f"arn:aws:iam::{ACCOUNT}:role/service-role/runs+it=well,@.x",
    "RuntimeVersionArn": f"arn:aws:lambda:{REGION}::runtime:8eeff65f6809a3ce",
    "S3Bucket": "code.of-mine",
    "SourceOwner": ACCOUNT,
    "StatementId": "allow-s3_1",
    "Topic": "orders.v1",
    "URI": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:kafka",
    "Version": "42",
}

# The keys of maps that have a pattern, by the name of the member.
KEYS = {"AdditionalVersionWeights": "7", "Variables": "LOG_LEVEL2"}


def sample(shape, pattern, length):
    """The text for a shape, after a check that it satisfies the shape's constraints."""
    if shape not in SAMPLES:
        raise KeyError(f"samples.py has no text for the shape {shape}, whose pattern is {pattern}")
    return checked(SAMPLES[shape], shape, pattern, length)


def sample_key(member, pattern, length):
    """The key for a map, after a check that it satisfies the constraints."""
    return checked(KEYS[member], member, pattern, length)


def checked(text, name, pattern, length):
    """The text, if it has the length and matches the pattern as a whole, as the service matches it."""
    if not re.fullmatch(f"(?:{pattern})", text):
        raise ValueError(f"the sample for {name}, {text!r}, does not match {pattern}")
    if not length.get("min", 0) <= len(text) <= length.get("max", len(text)):
        raise ValueError(f"the sample for {name}, {text!r}, has {len(text)} characters: {length}")
    return text
