"""What a change means for what settings refer to."""
