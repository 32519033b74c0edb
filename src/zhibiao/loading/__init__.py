"""Files to models: TOML with exact numbers and places, strict structure, every fault at once."""
