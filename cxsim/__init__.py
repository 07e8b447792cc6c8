"""cxsim: what better customer experience is worth, and how sure we are."""

__version__ = "0.1.0"
