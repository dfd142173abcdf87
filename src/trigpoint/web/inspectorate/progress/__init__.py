"""Pages of the activity 'course'."""
