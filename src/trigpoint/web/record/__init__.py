"""The record in plain words."""
