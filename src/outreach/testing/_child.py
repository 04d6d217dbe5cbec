"""The other process of ``in_other_worlds``: ``python -m outreach.testing._child``."""

from __future__ import annotations

import sys

from outreach.testing._elsewhere import run

if __name__ == "__main__":
    sys.stdout.write(run(sys.stdin.buffer.read()))
