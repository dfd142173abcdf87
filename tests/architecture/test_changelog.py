"""What is installed and what the changelog says of it are one version."""

import re
import tomllib

from tests.architecture.source import ROOT


def test_the_newest_version_of_the_changelog_is_that_of_the_project() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    newest = re.fullmatch(r"(\d+\.\d+\.\d+) - \d{4}-\d\d-\d\d", headings[1])
    assert newest is not None
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert newest[1] == settings["project"]["version"]
