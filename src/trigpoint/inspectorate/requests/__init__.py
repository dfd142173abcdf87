"""What an inspection asks of the service, and what the service sent."""
