"""Pages of the activity 'requests'."""
