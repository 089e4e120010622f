"""Runs moto's server on a free port until its standard input ends; prints the port when it responds.

usage: moto_service.py [containers]

There is a role `runs` and, in each region of QUEUES, a queue `jobs`. An invocation returns its own payload; with
`containers`, moto tries to run the function in a container, which fails, since no container engine is within reach.
"""

import os
import sys

# A container engine on this machine must not change the responses of moto.
os.environ["DOCKER_HOST"] = "tcp://127.0.0.1:9"

import boto3  # noqa: E402
from moto.core.models import default_user_config  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

QUEUES = ["eu-west-1", "eu-west-2"]

default_user_config["lambda"] = {"use_docker": "containers" in sys.argv[1:]}
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
port = server.get_host_and_port()[1]
options = {"endpoint_url": f"http://127.0.0.1:{port}", "aws_access_key_id": "AKID", "aws_secret_access_key": "secret"}
boto3.client("iam", region_name="us-east-1", **options).create_role(RoleName="runs", AssumeRolePolicyDocument="{}")
for region in QUEUES:
    boto3.client("sqs", region_name=region, **options).create_queue(QueueName="jobs")
print(port, flush=True)
# Nobody reads what moto prints from now on.
sys.stdout = open(os.devnull, "w", encoding="utf-8")
sys.stdin.read()
os._exit(0)
