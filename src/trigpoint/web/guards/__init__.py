"""Guards of pages that are about an inspection: who gets to them, from either side."""
