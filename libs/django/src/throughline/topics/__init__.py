"""Who may read which topic, and what it holds now: asked by the gateway with the person's own token."""
