"""The Downside page: what it shows of a case, and what is computed for it."""
