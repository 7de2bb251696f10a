"""An example plug-in: the format `reading-list` and the style `garden-letters`."""

from pathlib import Path


def style() -> Path:
    """Where the style's file lies."""
    return Path(__file__).parent / "garden-letters.csl"
