"""Runs moto's server on a free port until its standard input ends; prints the port when it answers.

Functions are not run in containers: an invocation answers with its own payload, or with results that were queued.
"""

import os
import sys

# A container engine on this machine must not change what moto answers.
os.environ["DOCKER_HOST"] = "tcp://127.0.0.1:9"

from moto.core.models import default_user_config  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

default_user_config["lambda"] = {"use_docker": False}
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
os._exit(0)
