"""The kinds of survey export and sheet the program recognises."""
