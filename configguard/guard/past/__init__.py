"""What happened before: to settings, to files, to what targets got."""
