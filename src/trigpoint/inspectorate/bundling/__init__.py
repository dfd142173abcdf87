"""A live inspection as one Bundle: composed from what each activity keeps, and taken apart again from a file."""
