"""Interviews about cases, on the side of the inspected service."""
