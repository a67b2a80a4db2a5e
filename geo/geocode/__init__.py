"""Which place is meant by a name: offline from the gazetteer, online only on the user's word.

The chain is: the gazetteer, which answers in microseconds and always the same; the file of earlier online
answers; the online service, only if :class:`Geocoder` was given one.
"""

from geo.geocode.geocoder import Geocoder, Online, as_location, candidates
from geo.geocode.online import Nominatim

__all__ = ["Geocoder", "Nominatim", "Online", "as_location", "candidates"]
