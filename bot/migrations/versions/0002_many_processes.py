"""Conversations that several processes work on, and messages that keep their channel's order."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("conversation") as table:
        table.add_column(sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.add_column(sa.Column("worker", sa.String(length=40), nullable=True))
        table.add_column(sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("turns", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("inbox") as table:
        table.add_column(sa.Column("sequence", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE conversation SET private = (channel <> 'kiosk')")
