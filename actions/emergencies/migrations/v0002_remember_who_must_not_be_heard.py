"""Remember who must not be heard: calls of before this were answered in plain words."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column(
        "emergencies_escalation", sa.Column("silent", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    with op.batch_alter_table("emergencies_escalation") as table:
        table.drop_column("silent")
