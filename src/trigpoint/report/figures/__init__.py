"""Charts of a rated inspection, as SVG with a description; tables that say the same are printed near them.

Words and positions carry the meaning, so that nothing is lost in grey or without sight. Nothing is loaded from
elsewhere and no style is set outside attributes: they are drawn alike by a browser, in the PDF and in Word.
"""

from trigpoint.report.figures.key_questions import key_questions
from trigpoint.report.figures.ratings import ratings_at_a_glance, ratings_table
from trigpoint.report.figures.stability import stability_bars, stability_table

__all__ = ["key_questions", "ratings_at_a_glance", "ratings_table", "stability_bars", "stability_table"]
