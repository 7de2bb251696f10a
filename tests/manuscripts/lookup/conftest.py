"""The services, played on loopback."""

from played import server

__all__ = ["server"]
