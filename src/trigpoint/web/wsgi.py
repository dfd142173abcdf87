"""The application as a web server loads it. It serves no database that is newer or half restored."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.web.settings.production")
application = get_wsgi_application()

# Only once Django is set up, as everything that knows a model.
from trigpoint.operation.starting import check_can_serve  # noqa: E402

check_can_serve(settings.VAR)
