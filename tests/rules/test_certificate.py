"""A certificate: what an outsider replays, and each way in which it may not hold."""

from dataclasses import replace
from datetime import timedelta

from tests.factories.samples import DRAWN_AT, FIXED_AT, SHA256, case_list, certificate
from trigpoint.rules.certificate import Certificate, EarlierSeed, FrozenList, commitment_to, replay
from trigpoint.rules.sampling import TakenOut

CASES = case_list(25, 30)
MOVED = "The child has moved away"


def differences(said: Certificate, frozen: FrozenList | None = None) -> list[str]:
    return [one.what for one in replay(said, frozen or FrozenList(CASES, SHA256))]


def test_the_commitment_is_the_sha_256_of_the_seeds_text() -> None:
    # printf abc | sha256sum
    assert commitment_to("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_certificate_replays_identically() -> None:
    assert differences(certificate(CASES)) == []


def test_a_certificate_with_exclusions_and_replacements_replays_identically() -> None:
    first = certificate(CASES, exclusions={"C004": MOVED})
    court, other = first.sample.types
    said = certificate(
        CASES, exclusions={"C004": MOVED}, taken_out=((other.chosen[3], MOVED), (court.chosen[0], MOVED))
    )
    assert said.sample.types[0].taken_out[0].replaced_by in court.reserves
    assert differences(said) == []


def test_another_list_is_said_alone() -> None:
    assert differences(certificate(CASES), FrozenList(CASES[1:], "cd" * 32)) == ["the list's SHA-256"]


def test_a_rule_that_is_not_known_is_said_alone() -> None:
    (found,) = replay(replace(certificate(CASES), rule="cube-9"), FrozenList(CASES, SHA256))
    assert (found.what, found.certificate, found.again) == (
        "the rule of the draw",
        "cube-9",
        "cube-1 is the one known here",
    )


def test_a_seed_that_was_not_committed_to_is_found() -> None:
    said = certificate(CASES)
    other = certificate(CASES, seed="another seed")
    assert "the hash of the seed" in differences(
        replace(other, seed=replace(other.seed, commitment=said.seed.commitment))
    )


def test_a_list_that_was_in_before_the_commitment_is_found() -> None:
    said = certificate(CASES)
    late = replace(said.seed, committed_at=said.seed.list_in_at + timedelta(seconds=1))
    assert differences(replace(said, seed=late)) == ["the order of commitment, list and draw"]


def test_a_sample_that_the_seed_does_not_give_is_found() -> None:
    said = certificate(CASES)
    court, other = said.sample.types
    swapped = replace(court, chosen=(court.reserves[0], *court.chosen[1:]))
    found = differences(replace(said, sample=replace(said.sample, types=(swapped, other))))
    assert found == ["the chosen cases of the type 'court'"]


def test_a_replacement_that_the_rule_does_not_give_is_found() -> None:
    court = certificate(CASES).sample.types[0]
    said = certificate(CASES, taken_out=((court.chosen[0], MOVED),))
    court, other = said.sample.types
    right = court.taken_out[0].replaced_by
    wrong = next(one for one in court.reserves if one != right)
    changed = replace(court, taken_out=(TakenOut(court.chosen[0], MOVED, 0, wrong),))
    found = differences(replace(said, sample=replace(said.sample, types=(changed, other))))
    assert found == ["the replacements of the type 'court'"]


def test_an_exclusion_that_is_hidden_is_found() -> None:
    said = certificate(CASES, exclusions={"C004": MOVED})
    found = differences(replace(said, exclusions={}))
    assert "the cases left out" in found
    assert "the number of eligible cases of the type 'court'" in found


def test_an_exclusion_of_a_case_that_is_not_on_the_list_is_found() -> None:
    said = certificate(CASES)
    assert differences(replace(said, exclusions={"X999": MOVED})) == ["the excluded cases"]


def test_a_window_that_is_missing_or_double_is_said_alone() -> None:
    said = certificate(CASES)
    court, other = said.settings.size.windows
    for windows in ((court,), (court, court, other)):
        settings = replace(said.settings, size=replace(said.settings.size, windows=windows))
        assert differences(replace(said, settings=settings)) == ["the types of cases that have a window"]


def test_a_seed_that_was_fixed_before_another_but_stands_after_it_is_found() -> None:
    late = EarlierSeed("ab" * 32, DRAWN_AT, None, "Withdrawn")
    assert differences(certificate(CASES, earlier=(late,))) == ["the order of the seeds"]


def test_a_certificate_says_which_draw_it_is() -> None:
    before = (EarlierSeed("ab" * 32, FIXED_AT, None, "x"), EarlierSeed("cd" * 32, FIXED_AT, "ef" * 32, "y"))
    assert certificate(CASES).number == 1
    assert certificate(CASES, earlier=before).number == 2


def test_a_case_taken_out_that_was_never_drawn_is_found() -> None:
    said = certificate(CASES)
    court, other = said.sample.types
    changed = replace(court, taken_out=(TakenOut("C999", MOVED, 0, None),))
    assert differences(replace(said, sample=replace(said.sample, types=(changed, other)))) == ["the cases taken out"]


def test_a_table_that_was_painted_is_found() -> None:
    said = certificate(CASES)
    court, other = said.sample.types
    painted = replace(court.balance[0], sample=court.balance[0].sample + 1)
    changed = replace(court, balance=(painted, *court.balance[1:]), margin_tenths=1)
    assert differences(replace(said, sample=replace(said.sample, types=(changed, other)))) == [
        "the table of representativeness of the type 'court'",
        "the margin of error of the type 'court'",
    ]
