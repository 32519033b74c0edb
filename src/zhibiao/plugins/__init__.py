"""Plug-ins: the hooks through which rule sets, schemes and checks enter, our own included."""
