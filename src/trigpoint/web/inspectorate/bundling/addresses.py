"""A case's reference as a part of an address: any reference can be one."""

from urllib.parse import quote, unquote


class CaseReference:
    """Writes what an address cannot have as '~2F' and the like; '%2F' would be taken for a slash on its way."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """Return the reference."""
        return unquote(value.replace("%", "%25").replace("~", "%"))

    def to_url(self, value: str) -> str:
        """Return what the address holds."""
        quoted = quote(value, safe="").replace("~", "%7E")
        # A dot or two alone mean another folder.
        quoted = quoted.replace(".", "%2E") if set(value) == {"."} else quoted
        return quoted.replace("%", "~")
