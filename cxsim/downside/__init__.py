"""The downside: what makes a case hard to believe."""
