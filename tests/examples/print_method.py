"""Print the page of each built-in framework's method into docs/method."""

from pathlib import Path

from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.bundle.worked.examples import chapters
from trigpoint.report.method_page.page import page

PAGES = Path(__file__).parents[2] / "docs" / "method"


def write() -> None:
    """Write the page of every built-in framework."""
    PAGES.mkdir(parents=True, exist_ok=True)
    for framework_id, folder in built_in().items():
        text = page(load_framework(folder), chapters(folder))
        (PAGES / f"{framework_id}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
