"""Version 2: desks witness the end of each other's log."""

from sqlalchemy.engine import Connection

_COLUMNS = (
    "office VARCHAR NOT NULL, desk VARCHAR NOT NULL, number INTEGER NOT NULL,"
    " chain VARCHAR NOT NULL, at DATETIME NOT NULL, PRIMARY KEY (office, desk)"
)


def change(connection: Connection) -> None:
    """Two new tables."""
    for table in ("head", "testimony"):
        connection.exec_driver_sql(f"CREATE TABLE {table} ( {_COLUMNS} )")
