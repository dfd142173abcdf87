"""What needs me now: gathered from all activities, for each role."""
