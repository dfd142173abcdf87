"""Case lists: what a framework asks for in one, a list row by row against that, and the frozen list of a draw."""
