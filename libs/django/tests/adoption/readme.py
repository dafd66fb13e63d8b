"""The README's section on adoption, as a reader copies it."""

import re

from tests.server import ROOT

MAXIMUM_LINES = 20


def adoption_lines() -> dict[str, str]:
    """What the section adds to each file, by the name that stands in the first line of its block."""
    readme = (ROOT / "README.md").read_text()
    section = re.search(r"^### A project that has SimpleJWT\n(.*?)^##", readme, re.MULTILINE | re.DOTALL)
    assert section is not None
    blocks = re.findall(r"```python\n# (\S+\.py), at its end\n(.*?)```", section[1], re.DOTALL)
    assert sum(block.count("\n") + 1 for _, block in blocks) <= MAXIMUM_LINES
    return dict(blocks)
