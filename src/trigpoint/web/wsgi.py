"""The application as a web server loads it. It serves no database that is newer or half restored."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.web.settings.production")
django.setup()

from django.conf import settings  # noqa: E402 - only once Django is set up
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connections  # noqa: E402

from trigpoint.operation.starting import check_can_serve  # noqa: E402
from trigpoint.people.demonstration import check_database_fits  # noqa: E402
from trigpoint.record.privileges import check_cannot_change_the_record  # noqa: E402

check_can_serve(settings.VAR)
if settings.OWNER_REFUSED:
    check_cannot_change_the_record()
check_database_fits(demonstration=settings.DEMONSTRATION)
# A server may fork after it has loaded this, and a connection must not be shared.
connections.close_all()
application = get_wsgi_application()
