"""What can be done on the way to a sample. Each action checks, changes and records."""
