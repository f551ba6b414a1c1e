echo "error: no such zone" >&2
exit 3
