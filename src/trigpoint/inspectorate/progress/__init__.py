"""The course of an inspection: what must be true before each move, and the moves themselves."""
