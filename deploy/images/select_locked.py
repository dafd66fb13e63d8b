"""Prints the part of a lock file that the named packages need, with its hashes: images carry no tools.

    python select_locked.py requirements.txt requirements.in        the section "Run time" of requirements.in
    python select_locked.py requirements.txt requirements.in NAME…  these packages instead

The lock file is what `uv pip compile` writes: after each package and its hashes, `# via` tells who asked for it.
"""

import re
import sys
from pathlib import Path

RUN_TIME = "# Run time"


def run_time_names(wanted: str) -> list[str]:
    """Names in the section that begins with `# Run time` and ends with the next comment after an empty line."""
    if RUN_TIME not in wanted:
        raise SystemExit(f"requirements.in has no section {RUN_TIME!r}.")
    section = wanted.split(f"{RUN_TIME}\n", 1)[1].split("\n\n", 1)[0]
    return [_normal(match[1]) for match in re.finditer(r"^([A-Za-z0-9._-]+)", section, re.MULTILINE)]


def select(lock: str, names: list[str]) -> str:
    """The blocks of these packages and of all that they ask for. Raises `SystemExit` for a name that is not locked."""
    blocks = {_normal(block.split("==", 1)[0].split("[", 1)[0]): block for block in _blocks(lock)}
    missing = sorted(set(names) - set(blocks))
    if missing:
        raise SystemExit(f"Not in the lock file: {', '.join(missing)}.")
    chosen = set(names)
    # Until nothing is added: a block names those that asked for it, so the way down is found from below.
    while added := {name for name, block in blocks.items() if name not in chosen and chosen & _asked_by(block)}:
        chosen |= added
    return "\n".join(block for name, block in blocks.items() if name in chosen) + "\n"


def _blocks(lock: str) -> list[str]:
    return [block.rstrip("\n") for block in re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE) if "==" in block]


def _asked_by(block: str) -> set[str]:
    comments = re.findall(r"^    #(?: via)? +(\S.*)$", block, re.MULTILINE)
    return {_normal(comment) for comment in comments if not comment.startswith("-r ")}


def _normal(name: str) -> str:
    """PEP 503."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


if __name__ == "__main__":
    lock_file, wanted_file, *asked = sys.argv[1:]
    chosen_names = [_normal(name) for name in asked] or run_time_names(Path(wanted_file).read_text())
    print(select(Path(lock_file).read_text(), chosen_names), end="")
