"""The Trafford example with other words in its introduction, as somebody's public report had them."""

from pathlib import Path

import yaml

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "trafford-2021" / "inspection.yaml"


def texts_of(report: str) -> list[str]:
    """The texts of a public report's folder."""
    loaded: list[str] = yaml.safe_load((HERE / report / "texts.yaml").read_text("utf-8"))
    return loaded


def written(folder: Path, introduction: list[str], **inspection: str) -> Path:
    """Write the example with this introduction, and with these values of `inspection`; return its file."""
    lines = EXAMPLE.read_text("utf-8").splitlines()
    start = lines.index("  introduction:")
    end = next(number for number in range(start + 1, len(lines)) if lines[number].startswith("  background:"))
    lines[start + 1 : end] = [
        f"    - {yaml.safe_dump(text, width=10_000, allow_unicode=True).splitlines()[0]}" for text in introduction
    ]
    for name, value in inspection.items():
        at = next(number for number, line in enumerate(lines) if line.startswith(f"  {name}: "))
        lines[at] = f"  {name}: {value}"
    file = folder / "inspection.yaml"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file
