"""Reports about pages are tried in the invented world of the tests of pages."""

from tests.web.conftest import as_, world

__all__ = ["as_", "world"]
