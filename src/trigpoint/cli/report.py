"""`trigpoint report`: write the report of one inspection."""

from collections.abc import Callable
from pathlib import Path

import click

from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.problems import Problem, UnusableFileError
from trigpoint.bundle.source import Source
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import bundle_argument, framework_option, json_option, print_json
from trigpoint.report.compose import compose
from trigpoint.report.document import Document
from trigpoint.report.reported import Reported, reported
from trigpoint.report.typesetting import TypesettingError
from trigpoint.report.writing import folder_to_fill

FORMATS = ("html", "pdf", "docx", "data")


@click.command(short_help="Write the report: HTML, PDF, Word and data.", epilog=EXIT_CODES)
@bundle_argument
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR", help="The folder to write."
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="Write this format only; may be given more than once. All of them otherwise.",
)
@framework_option
@json_option
def report(
    bundle: Path,
    out: Path,
    formats: tuple[str, ...],
    framework_folder: Path | None,
    as_json: bool,  # noqa: FBT001 - click passes options so
) -> None:
    """Write the report of BUNDLE as HTML, PDF and Word, with the data behind it.

    The folder appears when all of it is written, and not before. An earlier report in it is replaced, format by
    format; a folder that holds anything else is refused.
    """
    inspection = load_bundle(bundle, framework_folder)
    ready = reported(inspection)
    document = compose(ready)
    with folder_to_fill(out) as folder:
        for name in formats or FORMATS:
            try:
                _WRITERS[name](folder, ready, document)
            except TypesettingError as error:
                raise (_not_in_typeface(error, inspection.source) if error.characters else error) from error
        found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        written = sorted(found, key=lambda path: (len(path.parts), path))
    kept = sorted(path.name for path in out.iterdir() if path.name not in {one.parts[0] for one in written})
    files = [str(out / path) for path in written]
    if as_json:
        print_json({"folder": str(out), "files": list(files)})
    else:
        click.echo("Wrote:\n" + "\n".join(f"  {file}" for file in files))
        if kept:
            click.echo(f"Kept from an earlier report: {', '.join(kept)}. Is it of the same inspection?")
        if ready.bundle.cases and "data" in (formats or FORMATS):
            click.echo("The data hold answers case by case. Few cases may be known again: decide before publishing.")


def _not_in_typeface(error: TypesettingError, source: Source) -> UnusableFileError:
    """Return the error with the first line of the file that has the characters, where it is found."""
    lines = enumerate(source.file.read_text(encoding="utf-8-sig").splitlines(), start=1)
    line = next((number for number, text in lines if error.characters in text), None)
    found = f"the text '{error.characters}', which the typeface of the report does not have"
    mend = "Write it in words. Or leave the PDF out: --format html --format docx --format data."
    expected = "letters of European languages, digits and usual signs"
    return UnusableFileError([Problem(source.file, line, "", found, expected, mend)])


# Each format is imported only when it is asked for: the spreadsheet alone takes longer to import than a PDF to make.


def _html(folder: Path, _: Reported, document: Document) -> None:
    from trigpoint.report.html import html  # noqa: PLC0415

    (folder / "report.html").write_text(html(document), encoding="utf-8")


def _pdf(folder: Path, _: Reported, document: Document) -> None:
    from trigpoint.report.pdf import pdf  # noqa: PLC0415

    (folder / "report.pdf").write_bytes(pdf(document))


def _docx(folder: Path, _: Reported, document: Document) -> None:
    from trigpoint.report.word import word  # noqa: PLC0415

    (folder / "report.docx").write_bytes(word(document))


def _data(folder: Path, ready: Reported, _: Document) -> None:
    from trigpoint.report.open_data import write_open_data  # noqa: PLC0415

    data = folder / "data"
    data.mkdir()
    write_open_data(data, ready)


_WRITERS: dict[str, Callable[[Path, Reported, Document], None]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "data": _data,
}
