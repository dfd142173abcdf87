"""One inspection as a document, and the files that hold inspections and frameworks.

A file becomes values here and nowhere else, and whatever is wrong with it comes back as one list of problems, each
with its line, what was found, what was expected and how to put it right.
"""
