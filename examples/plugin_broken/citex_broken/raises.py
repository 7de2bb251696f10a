"""A module that fails while it is imported."""

raise RuntimeError("this plug-in was written for another version")
