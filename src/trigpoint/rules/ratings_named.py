"""Ratings typed beside a reference to what they rate: 'Standard {2.1} was rated Outstanding' must be so.

What is final counts. Where the words say that they are of the rules alone ('by the rules', 'initially', 'raised from
Inadequate'), the rules' rating counts. A name counts as a rating where it is in quotes, has its capital inside a
sentence, follows 'rated' or 'a rating of', comes before 'rating', or is said of the reference directly ('{2.3} is
outstanding'): 'good communication' is no rating. What was once so, could be so or is not so is not read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trigpoint.rules.passages import (
    ANY_MENTION,
    QUESTION,
    RATING,
    AnyMention,
    Mention,
    Piece,
    RatingMention,
    Sentence,
    sentences,
)
from trigpoint.rules.rating_names import BE, ENDQUOTES, QUOTES, NamedRating, named_ratings


@dataclass(frozen=True, slots=True)
class RatingClaim:
    """A rating that is not that of what it stands beside: `expected` is, `by_rules` where the rules' was meant."""

    words: str
    position: int
    mention: Mention | RatingMention
    expected: str
    by_rules: bool
    passage: str


def rating_contradictions(text: Sequence[Piece], names: Sequence[str]) -> tuple[RatingClaim, ...]:
    """Return the ratings of a text that are not those of what they are said of, in the order of the text.

    `names` are the ratings of every scale of the framework.
    """
    return tuple(claim for sentence in sentences(text) for claim in _in_sentence(sentence, tuple(names)))


def _in_sentence(sentence: Sentence, names: tuple[str, ...]) -> Iterator[RatingClaim]:
    for rating, mention in _said_of(sentence, names):
        expected = _expected(rating, mention, sentence)
        if expected and (rating.name in expected) is rating.is_denied:
            yield RatingClaim(
                rating.words,
                sentence.start + rating.start,
                mention,
                expected[0],
                rating.by_rules,
                sentence.written,
            )


def _expected(rating: NamedRating, mention: Mention | RatingMention, sentence: Sentence) -> tuple[str, ...]:
    """Return the ratings of which any may be named there; none where nothing is known, or another time is meant."""
    if isinstance(mention, Mention):
        return mention.ratings
    if rating.was_raised and mention.rules == mention.final and not _PANEL.search(sentence.words):
        return ()
    by_rules = mention.only == "rules" or (rating.by_rules and mention.only != "final")
    expected = mention.rules if by_rules else mention.final
    return (expected,) if expected else ()


_PANEL = re.compile(r"\b(?:panel|discretion|rules)\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(
    rf"\s*(?:[,.;:)]|$|{ANY_MENTION}|\b(?:and|but|overall|because|as|while|whereas|across|again|although|though)\b)"
)
_DIRECTLY = re.compile(
    rf"\)?,?\s*(?:which\s+)?(?:{BE}\s+)?(?:rated\s+|judged\s+)?(?:(?:as|now|still|again|also|therefore|both|all|"
    rf"overall)\s+)*{QUOTES}?",
    re.IGNORECASE,
)
_AS_WAS = re.compile(rf"{ENDQUOTES}?,?\s*(?:and\s+)?(?:as|so)\s+(?:was|were|is|are)\b[^.;:,]*", re.IGNORECASE)
_RAISED_TO = re.compile(rf"{ENDQUOTES}?\s*to\s+{QUOTES}?", re.IGNORECASE)
# 'Half were good {2.1.1}' is said of the cases, and not of the question.
_OF_SOME = re.compile(
    r"\b(?:all|half|most|none|some|few|many|several|each|every|majority|minority|thirds?|quarters?|fifths|cent|[0-9]+|one|"
    r"two|three|four|five|six|seven|eight|nine|ten)\b[^,;:]*$",
    re.IGNORECASE,
)
_SAYS_BE = re.compile(rf"\b{BE}\b", re.IGNORECASE)
_OPENED = re.compile(rf"{ENDQUOTES}?\s*\(?")
_PLURAL = re.compile(r"\b(?:are|were|both|all|each)\b(?:\s+\w+){0,3}\s*['‘“\"]?$", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\b(?:service|whole|others?|another|elsewhere|nationally|average|one|some|many|most|domains?|questions?)\b",
    re.IGNORECASE,
)


def _said_of(sentence: Sentence, names: tuple[str, ...]) -> Iterator[tuple[NamedRating, Mention | RatingMention]]:
    """Yield each rating with what it is said of: the references before it, or those after it in a row."""
    ratings = named_ratings(sentence, names)
    since, taken = 0, 0
    places: list[int] = []
    for number, rating in enumerate(ratings):
        until = ratings[number + 1].start if number + 1 < len(ratings) else len(sentence.words)
        if not (
            number
            and places
            and ratings[number - 1].was_raised
            and _RAISED_TO.fullmatch(sentence.words, since, rating.start)
        ):
            places = _places(sentence, rating, max(since, taken), until)
        places = [*places, *_as_well(sentence, rating, until)] if places else []
        if places and places[-1] > rating.start:
            taken = places[-1] + 1
        since = rating.end
        for mention in map(sentence.mention_at, places):
            if isinstance(mention, Mention | RatingMention):
                yield rating, mention


def _as_well(sentence: Sentence, rating: NamedRating, until: int) -> list[int]:
    """Return the references of which a rating is said again: '{2.4} was Outstanding, as was {2.3}'."""
    after = [sign for sign in sentence.places(RATING) if rating.end <= sign < until]
    return _row(sentence, after) if after and _AS_WAS.fullmatch(sentence.words, rating.end, after[0]) else []


def _places(sentence: Sentence, rating: NamedRating, since: int, until: int) -> list[int]:
    words = sentence.words
    signs = [sign for sign in sentence.places(RATING + QUESTION) if since <= sign < until]
    before = [sign for sign in signs if sign < rating.start]
    after = [sign for sign in signs if sign > rating.start]
    if after and _OPENED.fullmatch(words, rating.end, after[0]):
        of_some = words[after[0]] == QUESTION and _OF_SOME.search(words, 0, rating.start)
        return _row(sentence, after) if not rating.direct or (_is_verbal(words, rating) and not of_some) else []
    if before and _is_direct(words, before[-1], rating):
        return _subjects(sentence, before, rating)
    if rating.direct:
        return []
    rated_before = [sign for sign in before if words[sign] == RATING]
    if rated_before:
        between = words[rated_before[-1] + 1 : rating.start]
        return (
            []
            if _is_of_another(between, sentence.mention_at(rated_before[-1]))
            else _subjects(sentence, rated_before, rating)
        )
    rated_after = [sign for sign in after if words[sign] == RATING]
    between = words[rating.end : rated_after[0]] if rated_after else ""
    if not rated_after or "," in between or _is_of_another(between, sentence.mention_at(rated_after[0])):
        return []
    return _row(sentence, rated_after)


def _is_of_another(between: str, mention: AnyMention) -> bool:
    """Say whether other things are named between a rating and a reference, which it may be of instead."""
    whole = isinstance(mention, RatingMention) and mention.name.startswith("overall")
    return not whole and _OF_ANOTHER.search(between) is not None


def _is_verbal(words: str, rating: NamedRating) -> bool:
    return bool(re.search(rf"\b{BE}\s+$", words[: rating.start]) or " " in rating.name)


def _is_direct(words: str, sign: int, rating: NamedRating) -> bool:
    """Say whether a rating is said of the reference right before it: '{2.3} is outstanding', '{2.1}, which is Good'."""
    between = words[sign + 1 : rating.start]
    if not _DIRECTLY.fullmatch(between):
        return False
    if not rating.direct:
        return True
    if words[sign] == QUESTION:  # 'most reviews {2.4.1} were good' is said of the reviews
        return False
    verbal = _SAYS_BE.search(between) is not None or " " in rating.name
    return verbal and _CLAUSE_ENDS.match(words, rating.end) is not None


def _subjects(sentence: Sentence, before: list[int], rating: NamedRating) -> list[int]:
    """Return the last reference, with those in a row before it, or all of them where the predicate is in the plural."""
    words = sentence.words
    if words[before[-1]] == RATING and _PLURAL.search(words, before[-1], rating.start):
        return [sign for sign in before if words[sign] == RATING]
    row = [before[-1]]
    for sign in reversed(before[:-1]):
        if not sentence.are_in_a_row(sign, row[0]):
            break
        row.insert(0, sign)
    return row


def _row(sentence: Sentence, after: list[int]) -> list[int]:
    row = [after[0]]
    for sign in after[1:]:
        if not sentence.are_in_a_row(row[-1], sign):
            break
        row.append(sign)
    return row
