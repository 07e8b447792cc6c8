"""The page that says why: what a reader asks, the work in the background, what is shown."""
