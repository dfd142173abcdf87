"""The inspected service's own door."""
