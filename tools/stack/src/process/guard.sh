# Becomes "$@" and interrupts it when standard input ends, that is, also when the process that held the other end was
# killed: nothing is left behind, whatever happened to its parent. SIGINT is PostgreSQL's fast shutdown (it rolls back and
# ends). It is the watcher that goes to the background, because a shell has what it starts there ignore SIGINT; it is
# nobody's child, and as a member of the group that "$@" leads it keeps that number from being given to another process.
exec 3<&0
( (cat <&3; kill -INT $$) >/dev/null 2>&1 & )
exec "$@" </dev/null 3<&-
