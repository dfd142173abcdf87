"""What is said where the database does not hold what the record tells of."""


class AlteredError(LookupError):
    """Rows in the database are not those that the record tells of; the sentence says which. They are never shown."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} was altered in the database: it is not what the record says. Tell whoever runs this site, and "
            "change nothing."
        )
