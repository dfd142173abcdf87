"""`trigpoint lint`: is a framework sound?"""

import click

from trigpoint.bundle.frameworks import framework_folder, read_framework
from trigpoint.bundle.identifiers import publish as publish_identifiers
from trigpoint.bundle.problems import Problem
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import json_option, print_json
from trigpoint.english import count_of
from trigpoint.report.json_values import Json


@click.command(short_help="Check that a framework is sound.", epilog=EXIT_CODES)
@click.argument("framework")
@click.option(
    "--publish",
    is_flag=True,
    help="Where nothing is wrong, write identifiers.txt: from then on no id may go or change its words.",
)
@json_option
@click.pass_context
def lint(context: click.Context, framework: str, publish: bool, as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Check FRAMEWORK, given as its id or as the folder with framework.yaml and method.yaml.

    Every band once, overall bands that end at the highest score, ids in order and unchanged since they were
    published, relevance rules that name declared facts, key questions that some case can reach.
    """
    folder = framework_folder(framework)
    read = read_framework(folder)
    if as_json:
        findings: list[Json] = [problem_as_json(finding) for finding in read.findings]
        print_json({"framework": read.framework.id, "digest": read.framework.digest, "findings": findings})
    else:
        for finding in read.findings:
            click.echo(finding.sentences())
        number = len(read.findings)
        summary = "no findings" if not number else count_of(number, "finding")
        click.echo(f"{read.framework.id}: {summary}.")
    if read.findings:
        context.exit(1)
    if publish:
        click.echo(f"Wrote {publish_identifiers(read.framework, folder)}.", err=as_json)


def problem_as_json(problem: Problem) -> dict[str, Json]:
    """Return a problem for another program."""
    return {
        "file": str(problem.file),
        "line": problem.line,
        "place": problem.place,
        "found": problem.actual,
        "expected": problem.expected,
        "fix": problem.fix,
    }
