"""The self-evaluation tables of the budget-integration standard: to them and from them."""
