"""Shuts a program in, then becomes it: a script of its own, for which nothing else of this package is there.

Its one argument is JSON: the `words` to run, the folder it may `write` to, the paths it may `read` besides, and the
descriptor `tell`, to which it writes the walls that stand before the program begins: `network`, `tcp`, `files`,
`processes`. What a platform does not let it build is not told. Sources: unshare(2), user_namespaces(7),
pid_namespaces(7), mount(2), prctl(2), and the Linux kernel's documentation of Landlock, “Userspace API”.
"""

# ruff: noqa: PTH112, PTH123, S606
# It is a short-lived process that must import as little as it can, and becoming another program is what it is for.

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys

_NEW_MOUNTS, _NEW_USER, _NEW_PROCESSES, _NEW_NETWORK = 0x00020000, 0x10000000, 0x20000000, 0x40000000
_MOUNT_PRIVATELY = (1 << 18) | (1 << 14)  # MS_PRIVATE, with all that is mounted beneath: MS_REC
_SIGNAL_OF_PARENT, _NO_NEW_PRIVILEGES, _SET_SECURITY_BITS = 1, 38, 28
_ROOT_IS_NOBODY = 0b11  # SECBIT_NOROOT, and for good
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1, 2, 4, 8
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many rights to files each of the older versions of Landlock knows of; since the fifth there are sixteen."""
_TCP_SINCE, _SCOPED_SINCE = 4, 6
_TCP = 0b11  # bind, connect
_SCOPED = 0b11  # abstract sockets, signals
_MEMORY = 2 << 30
_NOT_STARTED = 127


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


_libc = ctypes.CDLL(None, use_errno=True)


def main(order: str) -> None:
    """Run what is ordered; the exit status is the program's, 127 where it could not be started."""
    asked = json.loads(order)
    _end_with_parent()
    walls = _own_namespaces()
    walls += _landlock(asked["write"], asked["read"])
    _limit(resource.RLIMIT_FSIZE, asked["output"])
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_DATA, _MEMORY)
    os.write(asked["tell"], " ".join(walls).encode())
    os.close(asked["tell"])
    for ignored in (signal.SIGPIPE, signal.SIGXFSZ):  # by Python, and what is ignored stays so in who comes after
        signal.signal(ignored, signal.SIG_DFL)
    try:
        os.execv(asked["words"][0], asked["words"])
    except OSError as problem:
        os.write(2, f"cannot be started: {problem.strerror}\n".encode())
    os._exit(_NOT_STARTED)


def _limit(what: int, most: int) -> None:
    """Set a limit that nobody can raise again; one that is lower already stays."""
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _own_namespaces() -> list[str]:
    """Leave the machine's network, and its processes: when the program ends, so does all that it has started."""
    if not sys.platform.startswith("linux") or not _may_leave():
        return []
    _leave()
    _end_with_parent()  # other credentials may take that back
    hidden = _hide_sockets()
    _libc.prctl(_SET_SECURITY_BITS, _ROOT_IS_NOBODY, 0, 0, 0)  # or it could take the cover away again
    _go_on_in_a_child()  # the first process of the new namespace: when it ends, so does all that is in there
    _go_on_in_a_child()  # a first process is spared most signals, the one for a file that grows too large among them
    return ["network", "processes"] if hidden else ["processes"]


def _may_leave() -> bool:
    """Whether a child can: who cannot go all the way cannot go back either."""
    child = os.fork()
    if child == 0:
        try:
            _leave()
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def _leave() -> None:
    user, group = os.getuid(), os.getgid()
    if _libc.unshare(_NEW_USER | _NEW_NETWORK | _NEW_PROCESSES | _NEW_MOUNTS) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    _map("setgroups", "deny")
    _map("uid_map", f"{user} {user} 1")
    _map("gid_map", f"{group} {group} 1")


def _map(name: str, text: str) -> None:
    with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
        file.write(text)


def _hide_sockets() -> bool:
    """Cover /run, where the sockets of services stand that would go to a network for whoever asks them."""
    if not os.path.isdir("/run"):
        return True
    if _libc.mount(b"none", b"/", None, _MOUNT_PRIVATELY, None) != 0:
        return False
    return bool(_libc.mount(b"none", b"/run", b"tmpfs", 0, b"size=0,mode=755") == 0)


def _go_on_in_a_child() -> None:
    """Here, wait for it, and end as it does."""
    child = os.fork()
    if child == 0:
        _end_with_parent()
        return
    os.closerange(0, 64)
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _end_with_parent() -> None:
    """End when the guard is ended itself: nobody would be left to look at the time."""
    if sys.platform.startswith("linux"):
        _libc.prctl(_SIGNAL_OF_PARENT, signal.SIGKILL, 0, 0, 0)


def _landlock(write: str, read: list[str]) -> list[str]:
    """Allow no file but these; what is known of it depends on the kernel's version of it."""
    if not sys.platform.startswith("linux"):
        return []
    version = _libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    if version < 1:
        return []
    all_rights = (1 << _RIGHTS.get(version, 16)) - 1
    rules = _Ruleset(all_rights, _TCP if version >= _TCP_SINCE else 0, _SCOPED if version >= _SCOPED_SINCE else 0)
    size = 8 if version < _TCP_SINCE else 16 if version < _SCOPED_SINCE else 24
    ruleset = _libc.syscall(_CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0))
    if ruleset < 0:
        return []
    allowed = [_allow(ruleset, path, _EXECUTE | _READ_FILE | _READ_FOLDER) for path in read]
    allowed += [_allow(ruleset, "/dev/null", _READ_FILE | _WRITE_FILE), _allow(ruleset, write, all_rights)]
    _libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    done = all(allowed) and _libc.syscall(_RESTRICT_SELF, ruleset, ctypes.c_uint32(0)) == 0
    os.close(ruleset)
    return (["files", "tcp"] if version >= _TCP_SINCE else ["files"]) if done else []


def _allow(ruleset: int, path: str, rights: int) -> bool:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return True
    if not os.path.isdir(path):
        rights &= _EXECUTE | _WRITE_FILE | _READ_FILE
    rule = _Beneath(rights, descriptor)
    added = _libc.syscall(_ADD_RULE, ruleset, 1, ctypes.byref(rule), ctypes.c_uint32(0))
    os.close(descriptor)
    return bool(added == 0)


if __name__ == "__main__":
    main(sys.argv[1])
