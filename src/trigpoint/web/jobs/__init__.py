"""The page of the jobs: what waits, what is at work and what has failed."""
