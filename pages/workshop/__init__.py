"""The Compare page: what is compared, and what is shown of it."""
