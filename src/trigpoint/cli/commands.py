"""The commands by name, each imported only when it is run: importing all of them takes longer than most work."""

import gc
from importlib import import_module
from typing import Final, NamedTuple

import click


class Entry(NamedTuple):
    """Where a command is, and its line in the list of commands. Both are checked against the command by a test."""

    module: str
    help: str


# In `trigpoint.cli.site` are the commands that need the installation; importing that package sets Django up.
COMMANDS: Final = {
    "backup": Entry("trigpoint.cli.site.backup", "Take a backup, while people work."),
    "check": Entry("trigpoint.cli.check", "Check texts and figures against the counts."),
    "database": Entry("trigpoint.cli.site.database", "Roles of the database, and its upgrade."),
    "demo": Entry("trigpoint.cli.site.demo", "Fill the installation with a demonstration."),
    "export": Entry("trigpoint.cli.site.export", "Download an inspection as a file."),
    "frameworks": Entry("trigpoint.cli.frameworks", "List the frameworks, or show one."),
    "inspections": Entry("trigpoint.cli.site.inspections", "List the inspections by reference."),
    "jobs": Entry("trigpoint.cli.site.jobs", "List the jobs, and run failed ones again."),
    "lint": Entry("trigpoint.cli.lint", "Check that a framework is sound."),
    "load": Entry("trigpoint.cli.site.load", "Load an inspection from a file."),
    "outbox": Entry("trigpoint.cli.site.outbox", "List e-mails that have not gone; send again."),
    "people": Entry("trigpoint.cli.site.people", "Invite people, and help those who cannot sign in."),
    "rate": Entry("trigpoint.cli.rate", "Rate an inspection, with the reasons."),
    "record": Entry("trigpoint.cli.site.record", "Verify the record."),
    "report": Entry("trigpoint.cli.report", "Write the report: HTML, PDF, Word and data."),
    "restore": Entry("trigpoint.cli.site.restore", "Restore a backup, or prove one."),
    "sample": Entry("trigpoint.cli.sample", "Check case lists, and replay a draw."),
    "serve": Entry("trigpoint.cli.site.serve", "Serve the pages on this machine."),
    "work": Entry("trigpoint.cli.site.work", "Run the jobs: send e-mails, clear away."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a command. Raises ClickException where it needs an installation and the settings are wrong."""
        if cmd_name not in COMMANDS:
            return None
        # What modules make stays: looking for garbage among it, while they are imported or later, takes a sixth of the
        # time of a short command.
        gc.disable()
        try:
            command: click.Command = getattr(import_module(COMMANDS[cmd_name].module), cmd_name)
        finally:
            gc.freeze()
            gc.enable()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Write the list of commands from the table, where click would import every one of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])
