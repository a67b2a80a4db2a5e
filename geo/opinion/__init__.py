"""A second opinion on a report, off unless it is asked for: another reader names places, sitmap judges them.

Assumes nothing of the other reader: what it returns has to cite the report and pass the same door.
"""

from __future__ import annotations

from geo.opinion.door import Opinion, opinion_on
from geo.opinion.endpoint import Endpoint
from geo.opinion.named import SpacyNames
from geo.opinion.suggestion import SecondOpinion, Suggestion

__all__ = ["Endpoint", "Opinion", "SecondOpinion", "SpacyNames", "Suggestion", "opinion_on"]
