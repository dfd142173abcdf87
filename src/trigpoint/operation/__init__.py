"""Running an installation: its folder, its database, its backups, and whether it is well."""
