"""What a change means for targets: which ones it reaches, and what each of them gets otherwise."""
