#!/bin/bash
# Makes one schema and one account for each database URL. The mysql image runs it once, on an empty volume.
# The URLs are secrets of the form mysql://NAME:PASSWORD@HOST:PORT/NAME, so that a password stands in one place only.
# In a subshell: the image sources a script that is not executable, and goes on with that shell's options.
(
  set -euo pipefail
  pattern='^mysql://([a-z_]+):([0-9A-Za-z]+)@[^/]+/([a-z_]+)$'
  for file in "${SECRETS_FOLDER:-/run/secrets}"/*_database_url; do
    [[ "$(cat "$file")" =~ $pattern ]] || { echo "$(basename "$file"): not mysql://NAME:PASSWORD@HOST:PORT/NAME with letters and digits." >&2; exit 1; }
    account="${BASH_REMATCH[1]}" password="${BASH_REMATCH[2]}" schema="${BASH_REMATCH[3]}"
    # In a grant an underscore of the schema's name stands for any character, unless escaped.
    MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysql --user=root <<SQL
CREATE DATABASE \`$schema\` CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE USER '$account'@'%' IDENTIFIED BY '$password';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES ON \`${schema//_/\\_}\`.* TO '$account'@'%';
SQL
  done
)
