"""What can be done with programmes, inspections, teams and timetables. Each action checks, changes and records."""
