"""Who stands behind a report, as a file says it: read, checked, and left out of the bytes where there is none of it."""

from pathlib import Path

import pytest

from tests.factories.bundles import PRINTED, SMALL, written
from trigpoint.bundle.files import canonical_json, load_bundle
from trigpoint.bundle.problems import UnusableFileError


def test_the_published_example_has_the_imprint_of_the_report() -> None:
    """As printed in February 2021: who signs, the publisher, the copyright and the number of the book."""
    imprint = load_bundle(PRINTED).bundle.imprint
    assert imprint.signature is not None
    assert (imprint.signature.name, imprint.signature.post) == ("Marc Baker", "Director of Operations")
    assert imprint.publisher is not None
    assert imprint.publisher.address[-1] == "M3 3FX"
    assert (imprint.copyright, imprint.isbn) == ("© Crown copyright 2021", "978-1-84099-959-4")
    assert imprint.acknowledgements[0].startswith("This inspection was led by HM Inspector Pauline Burke")


# The first is the report's own; the second is of the standard's text (ISO 2108). The third differs from the first in
# its last digit, the fourth in two digits that changed places.
@pytest.mark.parametrize("isbn", ["978-1-84099-959-4", "978 92 67 10370 9", "9781840999594"])
def test_an_isbn_whose_digits_agree_is_kept_as_it_was_written(isbn: str, tmp_path: Path) -> None:
    bundle = load_bundle(written(tmp_path, f'imprint: {{isbn: "{isbn}"}}\n', start=SMALL)).bundle
    assert bundle.imprint.isbn == isbn


@pytest.mark.parametrize(
    ("isbn", "expected"),
    [
        ("978-1-84099-959-5", "an ISBN whose last digit agrees with the others"),
        ("978-1-80499-959-4", "an ISBN whose last digit agrees with the others"),
        ("1-84099-959-4", "an ISBN of 13 digits, such as 978-1-84099-959-4"),
        ("978-1-84099-959-X", "an ISBN of 13 digits"),
        ("٩٧٨-1-84099-959-4", "an ISBN of 13 digits"),
    ],
)
def test_an_isbn_that_cannot_be_one_is_told_with_what_was_expected(isbn: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError) as refused:
        load_bundle(written(tmp_path, f'imprint: {{isbn: "{isbn}"}}\n', start=SMALL))
    (problem,) = refused.value.problems
    assert problem.place == "imprint › isbn"
    assert problem.expected.startswith(expected)


def test_a_bundle_without_an_imprint_has_the_bytes_that_it_had_before_there_was_one(tmp_path: Path) -> None:
    assert "imprint" not in canonical_json(load_bundle(written(tmp_path, "", start=SMALL)).bundle)
