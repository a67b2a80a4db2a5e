"""Names in a sentence: which are places, and which are persons, governments, ships or bodies."""
