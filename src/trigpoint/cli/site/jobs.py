"""`trigpoint jobs`: what waits and what has failed; run a failed job again, or drop it."""

from uuid import UUID

import click
from django_tasks_db.models import DBTaskResult

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import json_option, print_json
from trigpoint.cli.site.installation import installation, now
from trigpoint.english import count_of
from trigpoint.jobs.clearing import run_again
from trigpoint.jobs.models import Job
from trigpoint.jobs.queries import failed_jobs, job_name, jobs_state, open_jobs


@click.group(short_help="List the jobs, and run failed ones again.")
def jobs() -> None:
    """Jobs: what waits, is at work or has failed. 'trigpoint work' runs them."""


@jobs.command("list", short_help="List what waits and what has failed.", epilog=EXIT_CODES)
@json_option
@click.pass_context
def list_jobs(context: click.Context, as_json: bool) -> None:  # noqa: FBT001 - click passes options so
    """List the jobs that wait, are at work or have failed. Exit code 1 where any has failed."""
    with installation(as_it_is=True):
        state, rows = jobs_state(now()), [*failed_jobs(), *open_jobs()]
    if as_json:
        print_json(
            {
                "waiting": state.waiting,
                "running": state.running,
                "failed": state.failed,
                "oldest_wait_seconds": int(state.oldest_wait.total_seconds()),
                "workers": state.workers,
                "jobs": [{"id": str(row.pk), "job": job_name(row), "state": row.status.lower()} for row in rows],
            }
        )
    else:
        for row in rows:
            click.echo(f"{row.pk}  {row.status.lower():<8} {job_name(row)}{_why(row)}")
        click.echo(
            f"{state.waiting} waiting, {state.running} at work, {state.failed} failed; "
            f"{count_of(state.workers, 'worker')} alive."
        )
    context.exit(1 if state.failed else 0)


@jobs.command(short_help="Print all that is known of a job.", epilog=EXIT_CODES)
@click.argument("job", type=click.UUID)
def show(job: UUID) -> None:
    """Print all that is known of JOB, with what it said when it failed. That may name people: it is for your eyes."""
    with installation(as_it_is=True):
        row = _job(job)
        click.echo(f"{job_name(row)}\n{row.task_path} {row.args_kwargs}")
        click.echo(f"{row.status.lower()}, enqueued {row.enqueued_at:%Y-%m-%d %H:%M:%S %Z}")
        click.echo(f"begun by: {', '.join(row.worker_ids) or 'nobody yet'}")
        if row.traceback:
            click.echo(f"\n{row.traceback}")


@jobs.command(short_help="Run a failed job again.", epilog=EXIT_CODES)
@click.argument("job", type=click.UUID)
def again(job: UUID) -> None:
    """Make JOB, which has failed, ready to be run again."""
    with installation():
        row = _failed(job)
        run_again(row)
        click.echo(f"Ready to be run again: {job_name(row)}.")


@jobs.command(short_help="Drop a failed job.", epilog=EXIT_CODES)
@click.argument("job", type=click.UUID)
def drop(job: UUID) -> None:
    """Drop JOB, which has failed and is not to be run again."""
    with installation():
        row = _failed(job)
        row.delete()
        click.echo(f"Dropped: {job_name(row)}.")


def _job(job: UUID) -> Job:
    row = DBTaskResult.objects.filter(pk=job).first()
    if row is None:
        raise click.ClickException(f"There is no job {job}. 'trigpoint jobs list' names those that there are.")
    return row


def _failed(job: UUID) -> Job:
    row = _job(job)
    if row.status != "FAILED":
        raise click.ClickException(f"This job has not failed: it is {row.status.lower()}. Nothing was changed.")
    return row


def _why(row: Job) -> str:
    return f": {row.exception_class_path.rpartition('.')[2]}" if row.status == "FAILED" else ""
