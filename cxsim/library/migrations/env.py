"""What alembic runs: the steps, in the transaction of the connection it is handed."""

from alembic import context

from cxsim.library.tables import SCHEMA, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=SCHEMA,
)
context.run_migrations()
