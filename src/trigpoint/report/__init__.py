"""A rated inspection → one Document → HTML, PDF and Word; and the data behind it.

`reported` works everything out once, `compose` puts it in the order of the published reports, and each format draws
the same Document.
"""
