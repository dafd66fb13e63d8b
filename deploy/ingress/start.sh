#!/bin/sh
# Writes the settings that nginx cannot take from the environment, then becomes nginx.
set -eu
case ${PUBLIC_URL:?is not set: the address at which people reach the site, such as https://example.org} in
  https://*) scheme=https ;;
  http://*) scheme=http ;;
  *) echo "PUBLIC_URL is wrong: it must begin with http:// or https://" >&2; exit 1 ;;
esac
# Docker's own name server, or that of the cluster: names are looked up again, since instances come and go.
resolver=$(awk '$1 == "nameserver" { print $2; exit }' /etc/resolv.conf)
cat > /tmp/settings.conf <<END
resolver $resolver valid=2s ipv6=off;
# TLS, where there is any, ends before the ingress: only the public address tells what people see.
map "" \$public_scheme { default $scheme; }
END
exec nginx -g 'daemon off;'
