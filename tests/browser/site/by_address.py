"""What everybody is shown at every address that the table lets them open."""

from collections.abc import Iterator

from tests.access.walking import NOBODY, WHO, address_of, matrix, signed_in
from tests.browser.site.axe import Shown
from tests.factories.world import World

A_FILE = "is a file"
# Answers that are no pages to anybody, with what they are.
NO_PAGES = {
    "annotated_list": A_FILE,
    "certificate": A_FILE,
    "drawn_list": A_FILE,
    "enclosed_draft_file": A_FILE,
    "inspection_calendar": A_FILE,
    "inspection_report_file": A_FILE,
    "my_calendar": A_FILE,
    "own_calendar": A_FILE,
    "list_template_csv": A_FILE,
    "list_template_xlsx": A_FILE,
    "mfa_download_recovery_codes": A_FILE,
    "own_certificate": A_FILE,
    "own_draft_file": A_FILE,
    "own_drawn_list": A_FILE,
    "published_file": A_FILE,
    "checkpoint": "only takes a form, and leads back to its page",
}
# Addresses that lead elsewhere, and whom, unless something came before. `SELDOM` has them as pages.
EVERYBODY = set(WHO)
SIGNED_IN = EVERYBODY - {NOBODY}
ELSEWHERE = {
    "account_login": SIGNED_IN,
    "account_logout": {NOBODY},
    "invite": {"service-manager", "deputy-service-manager"},  # to the one organisation that they may invite to
    "mfa_activate_totp": SIGNED_IN,  # to say again who they are
    "mfa_authenticate": EVERYBODY,  # there is no password before it
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,  # there is no second step yet
}
# Pages that are right with another status than 200.
STATUS = {"socialaccount_login_error": 401}


def openable() -> dict[str, set[str]]:
    """Every address with a page → whom the table lets open it."""
    found: dict[str, set[str]] = {}
    for door, said in matrix().items():
        if door.method == "GET" and door.object != "other" and door.name not in NO_PAGES:
            found[door.name] = {who for who in WHO if said[who] == "yes"}
    return found


def shown_at(world: World, own: dict[str, object], names: set[str]) -> Iterator[Shown]:
    """What everybody is shown who may open these addresses and is not led elsewhere."""
    for who in WHO:
        client = signed_in(world.people.get(who))
        for name, may in openable().items():
            if name in names and who in may - ELSEWHERE.get(name, set()):
                path = address_of(name, own)
                yield Shown(who, name, path, client.get(path), STATUS.get(name, 200))


def led_elsewhere(world: World, own: dict[str, object]) -> dict[str, set[str]]:
    """Of the addresses that lead elsewhere: whom they do lead away."""
    found: dict[str, set[str]] = {name: set() for name in ELSEWHERE}
    for who in WHO:
        client = signed_in(world.people.get(who))
        for name in ELSEWHERE:
            if who in openable()[name] and client.get(address_of(name, own)).status_code == 302:
                found[name].add(who)
    return found
