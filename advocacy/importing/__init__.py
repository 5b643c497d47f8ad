"""From a spreadsheet file to typed tables, with an account of every row."""
