"""Signed notes, keys and heads: the formats that transparency logs share, so that anybody's program reads ours."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trigpoint.record.notes import HeadText, NoteError, named_key, read_head, read_key, read_note, signed_note

# The example of https://c2sp.org/signed-note: a key as it is handed over, and a note that it signed.
KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = (
    "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3m"
    "FXmRKuwHjG1Yu72IneyaQM=\n"
)
# Any 32 bytes are a private key; this one is the same in every run.
SIGNING = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
HEAD = HeadText("example.org/record", 7, bytes(32), datetime(2027, 3, 1, 12, tzinfo=UTC), "0" * 64)


def test_the_published_note_is_signed_by_the_published_key() -> None:
    key = read_key(KEY)
    assert str(key) == KEY
    assert read_note(NOTE).signed_by(key)
    assert read_note(NOTE).text == "This is an example message.\n"


@pytest.mark.parametrize(
    "altered", [NOTE.replace("example m", "another m"), NOTE.replace("com/foo Uw2Q", "org/foo Uw2Q")]
)
def test_a_note_that_was_altered_is_not_signed_by_it(altered: str) -> None:
    assert not read_note(altered).signed_by(read_key(KEY))


def test_what_we_sign_is_signed_by_our_key_and_by_no_other_of_the_same_name() -> None:
    note = read_note(signed_note(str(HEAD), HEAD.name, SIGNING))
    assert note.signed_by(named_key(HEAD.name, SIGNING))
    assert not note.signed_by(named_key(HEAD.name, Ed25519PrivateKey.generate()))
    assert not note.signed_by(named_key("example.org/another", SIGNING))
    assert read_head(note) == HEAD


def test_a_head_begins_as_every_checkpoint_of_a_log_does() -> None:
    """https://c2sp.org/tlog-checkpoint: the origin, the size in decimal, the root in base64; then lines of our own."""
    assert str(HEAD).splitlines() == [
        "example.org/record",
        "7",
        "A" * 43 + "=",
        "time 2027-03-01T12:00:00.000000+00:00",
        "previous " + "0" * 64,
    ]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n\n",
        "text",
        "text\n\n",
        "text\n\n\u2014 name\n",
        "text\n\n\u2014 name A\n",
        NOTE[:-1],
        NOTE + "\n",
        "x" * 200_000 + NOTE,
    ],
)
def test_what_is_no_note_is_said_to_be_none(content: str) -> None:
    with pytest.raises(NoteError, match="This is no signed note"):
        read_note(content)


@pytest.mark.parametrize(
    "line",
    ["", "name", "a+b", "a+b+c", KEY.replace("530d903a", "530d903b"), KEY[:-1], KEY.replace("foo", "fo o"), "é+é+é"],
)
def test_what_is_no_key_is_said_to_be_none(line: str) -> None:
    with pytest.raises(NoteError, match="This is no key"):
        read_key(line)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n7\n", "\n07\n"),
        ("\n7\n", "\n-7\n"),
        ("\n7\n", "\nseven\n"),
        ("A=", "="),
        ("time ", "Time "),
        ("+00:00", ""),
        ("previous ", ""),
        ("example.org/record\n", ""),
        ("\nprevious", "\nmore\nprevious"),
    ],
)
def test_two_texts_are_never_one_head(old: str, new: str) -> None:
    with pytest.raises(NoteError, match="This is no tree head"):
        read_head(read_note(signed_note(str(HEAD).replace(old, new), HEAD.name, SIGNING)))
