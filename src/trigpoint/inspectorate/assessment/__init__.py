"""Who reads which case, and when it is talked about with the case manager."""
