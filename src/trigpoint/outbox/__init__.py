"""E-mails: written in the transaction that causes them, handed over by a job, and never twice of its own accord."""
