"""What an author starts with: scaffolds, drafts of rule sets from forms, cases in spreadsheets."""
