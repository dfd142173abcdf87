"""The framework browser: every standard, question and prompt, and the numbers of the method."""
