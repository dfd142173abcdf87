"""Every row gets salts of its own, and the record a hash of each column that no entry has told of so far.

One entry a chain. What an entry has told keeps that entry as its last word: an upgrade blesses nothing that was altered
before. A row that no entry tells of stays one, and `trigpoint record verify` names it; of accounts, and of roles that
came with an accepted invitation, there was no entry until now.
"""

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from trigpoint.record.bound import column_hashes, new_salts
from trigpoint.record.readable import UNREADABLE
from trigpoint.record.writing import bind_in_migration

# Kind of chain → the table that its references are of, that table's column, and which rows by which path it tells of.
CHAINS: Final = {
    "organisation": (
        ("people", "Organisation", "reference"),
        (
            ("people", "Organisation", "reference"),
            ("people", "Membership", "organisation__reference"),
            ("people", "Invitation", "organisation__reference"),
            ("programme", "Programme", "inspectorate__reference"),
        ),
    ),
    "account": (("people", "Person", "id"), (("people", "Person", "id"),)),
    "interests": (
        ("people", "Organisation", "reference"),
        (("people", "Declaration", "service__reference"),),
    ),
    "figures": (
        ("people", "Organisation", "reference"),
        (("register", "ContextFigures", "service__reference"),),
    ),
    "inspection": (
        ("programme", "Inspection", "reference"),
        (
            ("programme", "Inspection", "reference"),
            ("programme", "TeamMember", "inspection__reference"),
            ("programme", "AdjustedDate", "inspection__reference"),
            ("parts", "Part", "inspection__reference"),
            ("parts", "Contents", "inspection__reference"),
            ("requests", "Request", "inspection__reference"),
            ("sampling", "SeedCommitment", "inspection__reference"),
            ("sampling", "CaseList", "inspection__reference"),
            ("sampling", "Exclusion", "inspection__reference"),
            ("sampling", "SecondDecision", "inspection__reference"),
            ("sampling", "Draw", "inspection__reference"),
            ("assessment", "Allocation", "inspection__reference"),
            ("assessment", "CaseConflict", "inspection__reference"),
            ("assessment", "InterviewCount", "inspection__reference"),
            ("publishing", "Edition", "inspection__reference"),
        ),
    ),
}
UNBOUND: Final = {"salts", "password", "last_login", "devices_revoked"}


def bind(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - a migration's signature
    for kind, ((app, model, column), tables) in CHAINS.items():
        references = apps.get_model(app, model).objects.order_by(column).values_list(column, flat=True)
        for reference in list(references):
            chain = f"{kind}:{reference}"
            told = _Told(apps, chain)
            bound: dict[str, dict[str, str]] = {}
            for table_app, table, path in tables:
                bound |= _bind_rows(apps.get_model(table_app, table), {path: reference}, told)
            if bound:
                after = {"rows": len(bound)} | ({"reference": str(reference)} if kind == "account" else {})
                bind_in_migration(apps, chain=chain, after=after, bound=bound)


class _Told:
    """What the entries of a chain have told so far: of which columns of which things, and of which accepted roles."""

    def __init__(self, apps: Apps, chain: str) -> None:
        self.columns: dict[str, set[str]] = {}
        self.accepted: set[tuple[str, str]] = set()
        for event in apps.get_model("record", "Event").objects.filter(chain_id=chain).order_by("number"):
            if event.after is not None:
                self.columns.setdefault(event.thing, set()).update(event.after)
            elif event.before is not None:
                self.columns.pop(event.thing, None)
            if event.kind == "people.invitation_accepted":
                after = event.after or {}
                self.accepted.add((str(after.get("person_id")), str(after.get("role"))))

    def tells_of(self, thing: str, row: Any) -> bool:  # noqa: ANN401 - a model of the migration's time
        if thing.startswith("membership:"):
            return thing in self.columns or (str(row.person_id), row.role) in self.accepted
        return thing in self.columns or thing.startswith("person:")


def _bind_rows(model: Any, of: dict[str, Any], told: _Told) -> dict[str, dict[str, str]]:  # noqa: ANN401 - as above
    bound, salted = {}, []
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in UNBOUND]
    for row in _readable(model, of):
        thing = f"{model._meta.model_name}:{row.pk}"
        if told.tells_of(thing, row):
            row.salts = new_salts()
            salted.append(row)
            bound[thing] = column_hashes(row, set(columns) - told.columns.get(thing, set()))
    model.objects.bulk_update(salted, ["salts"], batch_size=200)
    return bound


def _readable(model: Any, of: dict[str, Any]) -> Iterator[Any]:  # noqa: ANN401 - as above
    """The rows that can be read: one that somebody spoilt must not keep an installation from its upgrade."""
    for pk in model.objects.filter(**of).order_by("pk").values_list("pk", flat=True):
        try:
            yield model.objects.get(pk=pk)
        except UNREADABLE:
            continue


class Migration(migrations.Migration):
    """Bind the rows. Whatever adds a column, or fills one, before this must be among its dependencies."""

    dependencies: ClassVar = [
        ("assessment", "0005_salts"),
        ("parts", "0004_salts"),
        ("people", "0005_salts"),
        ("programme", "0003_salts"),
        ("publishing", "0003_salts"),
        ("record", "0005_bound_rows"),
        ("register", "0002_salts"),
        ("requests", "0003_salts"),
        ("sampling", "0008_salts"),
    ]
    operations: ClassVar = [migrations.RunPython(bind, migrations.RunPython.noop)]
