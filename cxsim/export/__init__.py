"""Results in other formats: a file per format."""
