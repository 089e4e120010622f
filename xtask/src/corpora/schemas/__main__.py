"""What `cargo xtask corpora` does in Python: makes instances of schemas, and compares what is said of them."""

import sys

import compare
import suite


def instances(*arguments):
    # It needs a package that the other commands don't.
    import instances

    instances.main(*arguments)


COMMANDS = {"suite": suite.main, "instances": instances, "compare": compare.main}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
