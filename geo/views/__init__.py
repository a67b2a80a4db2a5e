"""The pages of the app: choose, call, show."""
