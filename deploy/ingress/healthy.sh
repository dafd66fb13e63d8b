#!/bin/bash
# Whether nginx answers; the image has no curl.
exec 3<>/dev/tcp/127.0.0.1/8081
printf 'GET / HTTP/1.0\r\n\r\n' >&3
read -r -t 2 status <&3
[[ $status == *' 204 '* ]]
