"""Which place is meant by a name: offline from the gazetteer, online only on the user's word."""

from geo.geocode.geocoder import Geocoder, Online, as_location, candidates

__all__ = ["Geocoder", "Online", "as_location", "candidates"]
