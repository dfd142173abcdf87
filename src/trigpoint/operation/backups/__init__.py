"""Backups: taken whole while people write, checked by digest, and restored whole or not at all."""
