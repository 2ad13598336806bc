"""Whether a PostgreSQL server answers at the given URL; its database need not exist yet."""

import sys
from urllib.parse import urlsplit

import psycopg

try:
    psycopg.connect(urlsplit(sys.argv[1])._replace(path="/postgres").geturl(), connect_timeout=3).close()
except psycopg.OperationalError:
    sys.exit(1)
