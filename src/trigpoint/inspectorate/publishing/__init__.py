"""What is published: sealed editions. The public reads editions alone."""
