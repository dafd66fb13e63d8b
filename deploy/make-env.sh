#!/bin/sh
# Writes the settings of docker-compose.yml, with new secrets, once:
#   deploy/make-env.sh                              for http://localhost:8080
#   deploy/make-env.sh https://market.example.org   for a site behind a server that ends TLS
set -eu
cd "$(dirname "$0")/.."
url=${1:-http://localhost:8080}
host=$(printf '%s' "$url" | sed -nE 's,^https?://([A-Za-z0-9.-]+)(:[0-9]+)?$,\1,p')
if [ -z "$host" ]; then
  echo "\"$url\" is no address such as https://market.example.org." >&2
  exit 1
fi
if [ -e .env ]; then
  echo ".env is there already and stays as it is: other secrets would not fit the data. Edit it, or remove it with the data." >&2
  exit 1
fi
secret() {
  LC_ALL=C tr -dc 'A-Za-z0-9' < /dev/urandom | head -c 64
}
umask 077
cat > .env.new <<END
# Made by deploy/make-env.sh. Keep it secret, keep a copy: the data cannot be read without it.
PUBLIC_URL=$url
PUBLIC_HOST=$host
# Where the ingress listens; 127.0.0.1:8080 keeps it to this machine.
INGRESS_LISTEN=127.0.0.1:8080
# Proxies in front of the services: the ingress, and one more for each that stands before it.
TRUSTED_PROXIES=1
# Mails stand in the worker's log, for a first try alone; a site for others needs smtp+tls://user:password@host:587.
EMAIL_URL=console:
POSTGRES_PASSWORD=$(secret)
BACKEND_DATABASE_PASSWORD=$(secret)
VALKEY_PASSWORD=$(secret)
DJANGO_SECRET_KEY=$(secret)
JWT_SECRET=$(secret)
SESSION_SECRET=$(secret)
END
mv .env.new .env
echo "Wrote .env. Start with: docker compose up --detach --wait"
