"""Work done beside the pages: jobs wait in the database, and a worker takes up what another left when it died.

A job is a function with `@task` of django-tasks, enqueued in the transaction that causes it. Where its worker dies it
is run again, so it must be safe to be run twice.
"""
