"""`trigpoint frameworks`: which frameworks there are, and every question of one."""

import click
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trigpoint.bundle.frameworks import built_in, framework_folder, load_framework
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.framework_examples import print_, test
from trigpoint.cli.screen import console
from trigpoint.cli.shared import json_option, print_json
from trigpoint.report.json_values import Json
from trigpoint.rules.framework import Framework, Standard


@click.group(short_help="List the frameworks, or show one.", epilog=EXIT_CODES)
def frameworks() -> None:
    """List the inspection frameworks, show one, run its worked examples, or print its method."""


frameworks.add_command(test)
frameworks.add_command(print_)


@frameworks.command("list", short_help="List the frameworks that there are.", epilog=EXIT_CODES)
@json_option
def list_(as_json: bool) -> None:  # noqa: FBT001 - click passes options so
    """List the frameworks that come with Trigpoint."""
    built = [load_framework(folder) for folder in built_in().values()]
    if as_json:
        print_json([_summary(framework) for framework in built])
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Id", "Title", "Standards"):
        table.add_column(heading, overflow="fold")
    for framework in built:
        table.add_row(framework.id, framework.title, str(len(framework.standards)))
    console().print(table)


@frameworks.command(short_help="Show one framework with its questions.", epilog=EXIT_CODES)
@click.argument("framework")
@json_option
def show(framework: str, as_json: bool) -> None:  # noqa: FBT001 - click passes options so
    """Show every domain, standard, key question and prompt of FRAMEWORK, given as its id or its folder."""
    loaded = load_framework(framework_folder(framework))
    if as_json:
        domains: list[Json] = [
            {"id": domain.id, "name": domain.name, "standards": [_standard(standard) for standard in domain.standards]}
            for domain in loaded.domains
        ]
        print_json({**_summary(loaded), "domains": domains})
        return
    _print_framework(loaded)


def _print_framework(framework: Framework) -> None:
    screen = console()

    def line(words: str, indent: int, style: str = "") -> None:
        screen.print(Padding(Text(words), (0, 0, 0, indent)), style=style)

    line(f"{framework.title} ({framework.id})", 0, "bold")
    line(f"{framework.publisher}. {framework.licence}.", 0)
    line(f"Digest: {framework.digest}\n", 0, "dim")
    for domain in framework.domains:
        line(f"{domain.id}. {domain.name}", 0, "bold")
        for standard in domain.standards:
            line(f"{standard.id} {standard.name}", 2, "bold")
            line(standard.statement, 2)
            for question in standard.key_questions:
                line(f"{question.id} {question.text}", 4)
                for prompt in question.prompts:
                    line(f"{prompt.id} {prompt.text}", 6, "dim")


def _summary(framework: Framework) -> dict[str, Json]:
    return {
        "id": framework.id,
        "title": framework.title,
        "publisher": framework.publisher,
        "licence": framework.licence,
        "digest": framework.digest,
        "standard_count": len(framework.standards),
    }


def _standard(standard: Standard) -> dict[str, Json]:
    questions: list[Json] = []
    for question in standard.key_questions:
        prompts: list[Json] = [{"id": prompt.id, "text": prompt.text} for prompt in question.prompts]
        questions.append({"id": question.id, "text": question.text, "prompts": prompts})
    return {
        "id": standard.id,
        "name": standard.name,
        "statement": standard.statement,
        "basis": standard.basis.value,
        "key_questions": questions,
    }
