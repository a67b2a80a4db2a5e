"""Figures: casualties, weapons, money and ground; whose they are, and what they sum."""
