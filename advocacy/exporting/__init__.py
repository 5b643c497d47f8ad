"""From a brief to files; one writer per format."""
