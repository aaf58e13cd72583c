#!/bin/sh
# A renderer for tests: keeps the request beside the link it was started by, and writes the video found there. It
# goes on as long as there is a file called hang.
here=$(dirname "$0")
cat > "$here/request.json"
echo 'progress 50'
echo 'out of memory' >&2
while [ -e "$here/hang" ]; do sleep 0.05; done
if [ -s "$here/video" ]; then cp "$here/video" "$1"; fi
read -r code < "$here/exit"
exit "$code"
