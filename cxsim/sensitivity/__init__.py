"""What drives a result: a file per method."""
