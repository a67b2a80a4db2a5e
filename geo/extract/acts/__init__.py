"""What happened: category, sides, means and target of an act, and what takes it back."""
