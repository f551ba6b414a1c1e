"""Runs one command and prints its seconds, its largest memory in KiB, and its exit status.

It imports next to nothing, because Linux counts into a child's memory what its parent held when it was started. Run as
`python -I -S stopwatch.py FOLDER COMMAND…`.
"""

import os
import sys
import time

os.chdir(sys.argv[1])
start = time.perf_counter()
nowhere = (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ, file_actions=[nowhere])
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status))  # noqa: T201 - its answer
