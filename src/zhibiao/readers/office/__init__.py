"""Older formats, read through LibreOffice where that is installed."""
