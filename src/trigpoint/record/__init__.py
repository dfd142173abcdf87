"""What happened: an append-only, hash-chained record of every change, written with the change itself."""
