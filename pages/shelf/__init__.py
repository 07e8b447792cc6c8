"""The Library page: saving a case, the cases that were saved, their versions, two savers."""
