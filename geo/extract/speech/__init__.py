"""Who speaks: claimants, authors, and what they say of an incident."""
