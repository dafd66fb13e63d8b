"""Events that commit together with the change that they tell of, and a relay that brings them to the gateway."""
