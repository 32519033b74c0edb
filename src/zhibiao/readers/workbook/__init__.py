"""Workbooks: values as a person sees them (``.xlsx``, and the cells of old ``.xls``)."""
