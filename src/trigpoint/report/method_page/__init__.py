"""A framework's method as a page in Markdown: its settings, with the source of each, and its worked examples."""
