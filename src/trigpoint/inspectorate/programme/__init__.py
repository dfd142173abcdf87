"""The programme over years, inspections, their stages, teams and timetables."""
