"""The gazetteer: places and all their names in two sorted text files, searched where they lie.

``places.tsv`` holds one place a line, ``names.tsv`` one folded name a line with the places it may mean.
Both are mapped into memory and bisected, so opening takes no time and little memory.
"""

from geo.gazetteer.reader import Gazetteer, Match
from geo.gazetteer.rows import NAME_TYPES, PlaceRow
from geo.gazetteer.update import update
from geo.gazetteer.writer import write

__all__ = ["NAME_TYPES", "Gazetteer", "Match", "PlaceRow", "update", "write"]
