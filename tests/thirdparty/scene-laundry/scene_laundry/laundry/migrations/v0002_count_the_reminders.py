"""Count the reminders: version 0.1 reminded nobody, so those it left start at none."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("laundry_bag", sa.Column("reminders", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("laundry_bag") as table:
        table.drop_column("reminders")
