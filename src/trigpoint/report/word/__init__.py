"""Document → Word file, an editable draft: blocks, words, tables, styles, and the XML that they are made of."""

from trigpoint.report.word.file import word

__all__ = ["word"]
