"""`manage.py check --deploy` on the production settings: nothing may be found, not even a warning."""

import os
import subprocess
import sys
from secrets import token_urlsafe


def main() -> int:
    production = {
        "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.production",
        "TRIGPOINT_SECRET_KEY": token_urlsafe(64),
        "TRIGPOINT_HOSTS": "inspections.example",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=os.environ | production, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
