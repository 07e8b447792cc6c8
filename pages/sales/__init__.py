"""The Business case page: what a case is worth, whose numbers it rests on, and its files."""
