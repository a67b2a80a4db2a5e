"""The app's entry: page config and navigation."""
