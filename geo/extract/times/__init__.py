"""Days: as they are written, and as they bind to what happened."""
