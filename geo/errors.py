"""Errors that users see: what was given, which rule it broke, what to do next."""

from __future__ import annotations


class GeoError(Exception):
    """Base of every error that sitmap raises on purpose; its message is one plain sentence."""


class InputError(GeoError, ValueError):
    """A file, text or argument cannot be used as it was given.

    Parameters
    ----------
    message : str
        What was given, which rule it broke, what to do.
    faults : sequence of str, optional
        Every single fault, where one input holds several.
    """

    def __init__(self, message: str, faults: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class NotFoundError(GeoError, LookupError):
    """A named thing (a day, a layer, a data file) does not exist."""


class ServiceError(GeoError, ConnectionError):
    """An online service failed: an outage, which is never the same as "not found"."""
