"""What an inspection holds that no activity keeps yet, part by part, every version of each."""
