"""Pages of the activity 'programme'."""
