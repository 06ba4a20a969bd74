"""Goals and promises, with their history."""
