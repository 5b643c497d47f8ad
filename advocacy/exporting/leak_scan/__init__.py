"""The last look before a file leaves: nothing in it may tell who somebody is."""
