#!/bin/sh
# Runs once, on new data: each service gets a role and a database of its own, which no other role may connect to.
set -eu
: "${BACKEND_DATABASE_PASSWORD:?is not set}"
# The password is a variable of psql and no part of the statement's text.
psql --set=ON_ERROR_STOP=1 --set=password="$BACKEND_DATABASE_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'END'
create role backend login password :'password';
create database backend owner backend;
revoke connect on database backend from public;
revoke connect on database postgres from public;
END
