"""The worked examples of a framework: read from its folder, and held against what the rules give."""
