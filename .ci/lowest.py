"""Prints, for pip -c, the lowest version of each package that pyproject.toml says is enough."""

import re
from pathlib import Path

text = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
for name, version in re.findall(r'"([A-Za-z][\w.-]*)(?:\[[\w,]+\])?>=([\w.]+)(?:; [^"]*)?"', text):
    print(f"{name}=={version}")
