"""Days and interviews of inspections as a calendar file, for whatever calendar somebody uses."""
