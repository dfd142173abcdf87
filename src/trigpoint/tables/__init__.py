"""Tables in: a file as a person sees it → headings and rows of text, and which heading and word is which of ours.

Nothing here knows what a table is about. Files come from other houses, so everything about them has a limit.
"""
