"""What every HTTP answer of a service has in common."""
