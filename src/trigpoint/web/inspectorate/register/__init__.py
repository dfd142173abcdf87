"""Pages of the activity 'register'."""
