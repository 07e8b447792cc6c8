"""Deciding on what a survey or a test has shown: the mean it leaves, its worth, its price."""
