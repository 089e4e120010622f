"""Makes the virtual environment that the end-to-end tests run in, once, and prints the path of its interpreter.

usage: environment.py FOLDER

The environment lies in a folder named after what went into it (this Python and the requirements), so a change of either
makes a new one. Test processes that start at the same time wait for one another.
"""

import fcntl
import hashlib
import pathlib
import shutil
import subprocess
import sys

OLDEST = (3, 11)
REQUIREMENTS = pathlib.Path(__file__).with_name("requirements.txt")


def key():
    """What the environment depends on, in sixteen digits."""
    text = f"{sys.version}\n{sys.executable}\n{REQUIREMENTS.read_text()}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def run(*command):
    """Runs a command; what it prints goes where the reader of the test's output sees it."""
    finished = subprocess.run(command, stdout=sys.stderr, stderr=sys.stderr)
    if finished.returncode != 0:
        sys.exit(f"`{' '.join(map(str, command))}` failed with status {finished.returncode}")


def make(folder):
    """Makes the environment from scratch."""
    shutil.rmtree(folder, ignore_errors=True)
    run(sys.executable, "-m", "venv", folder)
    python = folder / "bin" / "python"
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-compile", "--only-binary", ":all:"]
    run(python, "-m", "pip", "install", *options, "--requirement", REQUIREMENTS)


def main():
    if sys.version_info < OLDEST:
        sys.exit(f"the end-to-end tests need Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}")
    parent = pathlib.Path(sys.argv[1]).resolve()
    parent.mkdir(parents=True, exist_ok=True)
    folder = parent / key()
    complete = folder / "complete"
    with open(parent / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not complete.exists():
            make(folder)
            complete.touch()
    print(folder / "bin" / "python")


main()
