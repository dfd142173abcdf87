"""`trigpoint frameworks test` and `print`: a framework's worked examples run, and its method as a page."""

from pathlib import Path

import click

from trigpoint.bundle.frameworks import framework_folder, load_framework
from trigpoint.bundle.problems import one_problem
from trigpoint.bundle.worked.examples import Chapter, chapters
from trigpoint.bundle.worked.outcome import ExamplesRun, Mismatch, run_examples
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import json_option, print_json
from trigpoint.cli.writing import check_may_write, overwrite_option, write_file
from trigpoint.english import count_of
from trigpoint.report.json_values import Json
from trigpoint.report.method_page.page import page


@click.command(short_help="Run a framework's worked examples.", epilog=EXIT_CODES)
@click.argument("framework")
@json_option
@click.pass_context
def test(context: click.Context, framework: str, as_json: bool) -> None:  # noqa: FBT001 - click passes options so
    """Run the worked examples of FRAMEWORK, given as its id or its folder: do the rules give what they say?

    They are in the folder 'examples' of the framework, one chapter a file. Exit code 1 where one does not come out.
    """
    folder = framework_folder(framework)
    run = run_examples(_book(folder), load_framework(folder))
    if as_json:
        print_json(_as_json(run))
    else:
        for mismatch in run.mismatches:
            click.echo(_sentences(mismatch))
        tried = f"{count_of(run.examples, 'example')}, {count_of(run.rows, 'row')}"
        amiss = count_of(len(run.mismatches), "difference")
        click.echo(f"{folder.name}: {tried}: {amiss if run.mismatches else 'all as the rules give'}.")
    context.exit(1 if run.mismatches else 0)


@click.command("print", short_help="Print a framework's method as a page.", epilog=EXIT_CODES)
@click.argument("framework")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it there, not on the screen."
)
@overwrite_option
def print_(framework: str, out: Path | None, overwrite: bool) -> None:  # noqa: FBT001 - click passes options so
    """Print the method of FRAMEWORK, given as its id or its folder, as a page in Markdown.

    Every setting with its source, and the worked examples, as a reader holds them beside the published method.
    """
    if out is not None:
        check_may_write(out, overwrite=overwrite)
    folder = framework_folder(framework)
    text = page(load_framework(folder), chapters(folder))
    if out is None:
        click.echo(text, nl=False)
        return
    write_file(out, text.encode(), overwrite=overwrite)
    click.echo(f"Wrote {out}.")


def _book(folder: Path) -> list[Chapter]:
    """Return the chapters of a framework. Raises UnusableFileError where it has none."""
    book = chapters(folder)
    if not book:
        fix = "Write a chapter, such as examples/1-bands.yaml: see 'Write a framework' in the guides."
        raise one_problem(folder / "examples", "no worked examples", "a file for each chapter", fix)
    return book


def _sentences(mismatch: Mismatch) -> str:
    return (
        f"Chapter {mismatch.chapter}, {mismatch.example}, row {mismatch.row}: {mismatch.what}\n"
        f"  the example says  {mismatch.says}\n"
        f"  the rules give    {mismatch.gives}"
    )


def _as_json(run: ExamplesRun) -> dict[str, Json]:
    return {
        "examples": run.examples,
        "rows": run.rows,
        "differences": [
            {
                "chapter": mismatch.chapter,
                "example": mismatch.example,
                "row": mismatch.row,
                "what": mismatch.what,
                "says": mismatch.says,
                "gives": mismatch.gives,
            }
            for mismatch in run.mismatches
        ],
    }
