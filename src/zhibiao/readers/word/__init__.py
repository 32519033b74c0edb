"""Word documents (``.docx``) by their parts alone, so that they are read in a browser, too."""
