"""From findings to a document made of blocks."""
