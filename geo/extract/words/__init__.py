"""From text to words: sentences, counts, triggers, and the tables of the vocabulary."""
