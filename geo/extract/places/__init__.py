"""Which places a sentence can tell of, and which place of the gazetteer each name means."""
