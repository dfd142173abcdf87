"""What can happen among people and organisations."""

from typing import Final

from trigpoint.record.kinds import Kind

ORGANISATION_ENTERED: Final = Kind(
    "people.organisation_entered", "Organisations", "entered {after[name]} into the register"
)
PERSON_INVITED: Final = Kind("people.person_invited", "People", "invited somebody as {after[role]:name}")
INVITATION_ACCEPTED: Final = Kind(
    "people.invitation_accepted", "People", "accepted an invitation as {after[role]:name}"
)
INVITATION_WITHDRAWN: Final = Kind(
    "people.invitation_withdrawn", "People", "withdrew an invitation as {before[role]:name}"
)
ROLE_GIVEN: Final = Kind("people.role_given", "People", "gave {after[person_id]:name} the role {after[role]:name}")
ROLE_ENDED: Final = Kind(
    "people.role_ended",
    "People",
    "ended the role {before[role]:name} of {before[person_id]:name}: its last day is {after[ends]:day}",
)
SECOND_STEP_REMOVED: Final = Kind(
    "people.second_step_removed",
    "People",
    "removed the second step of {after[person_id]:name}",
    # An organisation learns of it; the account has a chain of its own.
    names_row_of_another_chain=True,
)
ACCOUNT_MADE: Final = Kind("people.account_made", "People", "made an account")
ACCOUNT_CORRECTED: Final = Kind("people.account_corrected", "People", "corrected the name and address of an account")
CONTACT_GIVEN: Final = Kind("people.contact_given", "People", "gave how they can be reached at work")
INVITATION_CORRECTED: Final = Kind(
    "people.invitation_corrected", "People", "corrected the name and address of an invitation with those of its account"
)
INTEREST_DECLARED: Final = Kind(
    "people.interest_declared", "Interests", "declared {after[declared]} in {after[service]}"
)
INTEREST_LIFTED: Final = Kind(
    "people.interest_lifted", "Interests", "lifted the interest of {after[person_id]:name} in {after[service]}"
)
DEMONSTRATION_BEGUN: Final = Kind(
    "people.demonstration_begun", "Installation", "began a demonstration: nothing in it is real"
)

KINDS: Final = (
    ORGANISATION_ENTERED,
    PERSON_INVITED,
    INVITATION_ACCEPTED,
    INVITATION_WITHDRAWN,
    ROLE_GIVEN,
    ROLE_ENDED,
    SECOND_STEP_REMOVED,
    ACCOUNT_MADE,
    ACCOUNT_CORRECTED,
    CONTACT_GIVEN,
    INVITATION_CORRECTED,
    INTEREST_DECLARED,
    INTEREST_LIFTED,
    DEMONSTRATION_BEGUN,
)
