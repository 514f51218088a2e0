"""Version 4: an office takes back only what it sent itself."""

from sqlalchemy.engine import Connection

_COLUMNS = (
    "record VARCHAR NOT NULL, office VARCHAR NOT NULL, revision INTEGER NOT NULL,"
    " bundle VARCHAR NOT NULL, at DATETIME NOT NULL, PRIMARY KEY (record, office)"
)


def change(connection: Connection) -> None:
    """The same rows, each known by its office too."""
    run = connection.exec_driver_sql
    run("ALTER TABLE gone RENAME TO gone_before")
    run(f"CREATE TABLE gone ( {_COLUMNS} )")
    run(
        "INSERT INTO gone(record, office, revision, bundle, at)"
        " SELECT record, office, revision, bundle, at FROM gone_before"
    )
    run("DROP TABLE gone_before")
    run("CREATE INDEX ix_gone_bundle ON gone (bundle)")
