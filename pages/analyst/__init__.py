"""The analyst's desk: files brought, questions answered, what they say, and the way on."""
