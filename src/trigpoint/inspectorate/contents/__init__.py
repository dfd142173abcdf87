"""What an inspection holds so far, part by part, as its Bundle has it."""
