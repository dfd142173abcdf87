"""Migrations: written by Django, kept in order."""
