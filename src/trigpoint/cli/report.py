"""`trigpoint report`: write the report of one inspection."""

from collections.abc import Callable
from pathlib import Path

import click

from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.messages import MEND_CHARACTERS, not_in_typeface
from trigpoint.bundle.printed_texts import printed_texts
from trigpoint.bundle.problems import UnusableFileError
from trigpoint.bundle.rated import RatedBundle, rated_bundle
from trigpoint.bundle.source import Source, with_lines
from trigpoint.bundle.typeface import unprintable
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.formats import FORMATS, writer_of
from trigpoint.cli.screen import working
from trigpoint.cli.shared import bundle_argument, framework_option, json_option, print_json
from trigpoint.report.anchors import BrokenLinkError
from trigpoint.report.compose import compose
from trigpoint.report.typesetting import TypesettingError
from trigpoint.report.writing import FolderInUseError, folder_to_fill


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
    loaded = load_bundle(bundle, framework_folder)
    rated = rated_bundle(loaded)
    formats = formats or FORMATS
    if "pdf" in formats:
        _refuse_unprintable(rated, loaded.source)
    replaced = out.is_dir() and any(out.iterdir())
    try:
        with working("Working out the report") as say:
            written = _write(rated, out, formats, say)
    except (FolderInUseError, BrokenLinkError, TypesettingError) as error:
        raise click.ClickException(f"{error} No report was written.") from error
    files = [str(out / path) for path in written]
    if as_json:
        print_json({"folder": str(out), "files": list(files)})
        return
    if replaced:
        click.echo(f"The earlier report in {out} was replaced, as far as it is written again.")
    click.echo("Wrote:\n" + "\n".join(f"  {file}" for file in files))
    earlier = sorted(path.name for path in out.iterdir() if path.name not in {path.parts[0] for path in written})
    if earlier:
        click.echo(f"Left from an earlier report: {', '.join(earlier)}. Is it of the same inspection?")
    if rated.bundle.cases and "data" in formats:
        click.echo("The data have no single case. Read free text and context figures before publishing.")


def _write(rated: RatedBundle, out: Path, formats: tuple[str, ...], say: Callable[[str], None]) -> list[Path]:
    """Write the formats into the folder, and return its files, those of the folder itself first."""
    document = compose(rated)
    with folder_to_fill(out) as folder:
        for name in formats:
            say(f"Writing the report: {name}")
            writer_of(name)(folder, rated, document)
        files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        return sorted(files, key=lambda path: (len(path.parts), path))


def _refuse_unprintable(rated: RatedBundle, source: Source) -> None:
    """Refuse, before anything is made, all characters that the PDF could not print. Raises UnusableFileError."""
    located = with_lines(source)
    problems = [
        located.problem(at, not_in_typeface(characters), "characters that it has", _FIX)
        for at, text in printed_texts(rated.bundle)
        if (characters := unprintable(text))
    ]
    if problems:
        raise UnusableFileError(problems)


_FIX = f"{MEND_CHARACTERS}. Or leave the PDF out: --format html --format docx --format data."
