"""Random words of an inspection: names and labels, paragraphs, and texts that name figures by reference."""

from typing import Final

from hypothesis import strategies as st

from trigpoint.bundle.conformance.surroundings import nameable
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.references import KINDS, escape
from trigpoint.rules.framework import Framework

# What files, databases, pages and report formats have stumbled over; all of it can be seen.
_WORDS: Final = (
    "children",
    "naïve",
    "„Größe“",
    "50%",
    "a<b>&c",
    "=1+1",
    "'quoted'",
    '"twice"',
    "back\\slash",
    "日本語",
    "עברית",
    "𝛑🙂",
    "0",
    "null",
    "yes",
    "-",
    "#",
    "x: y",
    "{{",
)


def phrases() -> st.SearchStrategy[str]:
    """Draw a name or a label: one line without blanks around it."""
    return st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(" ".join)


def paragraphs() -> st.SearchStrategy[str]:
    """Draw a reason: plain words, perhaps on several lines. Braces are written twice, as in every text."""
    return st.lists(phrases().map(escape), min_size=1, max_size=2).map("\n".join)


def texts(bundle: Bundle, framework: Framework) -> st.SearchStrategy[str]:
    """Draw a text that may name whatever the Bundle and its framework have."""
    pieces = st.sampled_from(_references(bundle, framework)) | phrases().map(escape)
    return st.lists(pieces, min_size=1, max_size=4).map(" ".join)


def _references(bundle: Bundle, framework: Framework) -> list[str]:
    may_be_named = nameable(bundle, framework)
    with_whole = {figure.id for group in bundle.context for figure in group.figures if figure.whole}
    references = [f"{{overall {figure}}}" for figure in KINDS["overall"]]
    for kind, ids in may_be_named.ids.items():
        for about in ids:
            name = about if kind in ("question", "standard") else f"{kind} {about}"
            if about in may_be_named.judged or (kind == "context" and about not in with_whole):
                references.append(f"{{{name}}}")
            else:
                references += [f"{{{name} {figure}}}".replace(" }", "}") for figure in KINDS[kind]]
    return references
