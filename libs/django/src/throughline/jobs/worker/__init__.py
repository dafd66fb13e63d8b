"""What runs in a worker's processes; web processes import nothing of it."""
