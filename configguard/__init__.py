"""Stops configuration changes that stray outside their stated intent."""

__version__ = "0.1.0"
