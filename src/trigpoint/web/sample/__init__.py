"""The sample as both sides see it: values for pages, and the files that both download."""
