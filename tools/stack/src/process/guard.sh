# Runs "$@" and stops it when standard input ends, that is, also when the process that held the other end was killed:
# nothing is left behind, whatever happened to its parent. SIGINT is PostgreSQL's fast shutdown (it rolls back and ends).
# To be started in a process group of its own: what the command leaves behind is ended with it.
exec 3<&0
"$@" &
child=$!
(cat <&3 >/dev/null; kill -INT $child 2>/dev/null) &
trap '' INT TERM
wait $child
status=$?
kill -TERM 0
exit $status
