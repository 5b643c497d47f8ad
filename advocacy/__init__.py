"""What the program knows: from spreadsheet to brief, without a window."""
