"""Runs the command line: `python -I -m configguard`."""

import sys

from configguard.cli import main

if __name__ == "__main__":
    sys.exit(main())
