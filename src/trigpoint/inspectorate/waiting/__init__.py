"""What waits on whom: the one place that decides it, for home pages, inspections, the programme and e-mails."""
