"""What verifying the whole record has to know of all activities: kinds of event, authors, bytes behind hashes."""
