"""What slides and document share: pictures as plain figures, tables as text, measured type."""
