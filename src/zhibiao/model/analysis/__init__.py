"""What an analysis of rule sets gives: records, which reports show."""
