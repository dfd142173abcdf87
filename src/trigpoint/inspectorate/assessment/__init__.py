"""Who reads which case, and when the case manager is interviewed about it."""
