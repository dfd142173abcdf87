"""The register of services: the figures that surround an inspection."""
