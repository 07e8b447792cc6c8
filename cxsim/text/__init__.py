"""Every word a user reads: labels, units, sentences, and their translations."""
