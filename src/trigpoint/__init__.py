"""Inspections of public services, from case answers to ratings and a published report, with every step shown."""
