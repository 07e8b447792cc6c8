"""Results as figures, each with its sentence and its table; a file per picture."""
