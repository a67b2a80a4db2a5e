"""Days on disk: one day is one folder of plain files, and the same day always has the same bytes.

A folder holds ``events.geojson`` and, where there is one, the report as ``report.md`` and what it gave no
event for as ``rejects.json``; ``day.json`` holds only what those do not tell by themselves. A row that a
person has changed carries the flag ``edited`` in ``review``, one that a person has made ``by_hand``: saving a
day again never overwrites either.
"""

from geo.archive.folder import REVIEW, load, save
from geo.archive.shelf import Entry, days, home
from geo.flags import EDITED

__all__ = ["EDITED", "REVIEW", "Entry", "days", "home", "load", "save"]
