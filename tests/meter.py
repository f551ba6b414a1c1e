"""Runs one command and prints its seconds of CPU, its largest memory in KiB, and its exit status.

It imports next to nothing, because Linux counts into a child's memory what its parent held when it was started. Run as
`python -I -S meter.py FOLDER OUTPUT COMMAND…`; what the command prints goes to the file OUTPUT.
"""

import os
import sys

os.chdir(sys.argv[1])
output = (os.POSIX_SPAWN_OPEN, 1, sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
child = os.posix_spawn(sys.argv[3], sys.argv[3:], os.environ, file_actions=[output])
_, status, usage = os.wait4(child, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))  # noqa: T201 - its answer
