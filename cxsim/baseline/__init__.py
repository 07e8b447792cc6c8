"""From a company's own records to the facts of a scenario, with their uncertainty."""
