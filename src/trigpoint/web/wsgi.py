"""The application as a web server loads it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from trigpoint.record.privileges import check_cannot_change_the_record

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.web.settings.production")
application = get_wsgi_application()
if settings.OWNER_REFUSED:
    check_cannot_change_the_record()
    # A connection must not be shared by the processes that a server may fork.
    connections.close_all()
