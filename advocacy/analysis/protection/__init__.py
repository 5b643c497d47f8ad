"""The one layer between findings and everything that leaves the program."""
