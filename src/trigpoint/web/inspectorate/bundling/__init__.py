"""Pages of the activity 'contents'."""
