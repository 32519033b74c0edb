"""Forms are audited: what contradicts itself, its criterion or its evidence is found."""
