"""Case lists in: a service's file → rows that were checked, one by one → the frozen list that a draw is made from."""
