"""The workbench: what its panels show of a scenario, and what a reader's hand does to it."""
