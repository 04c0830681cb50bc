"""Tie chats to staff."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "staff_account",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_staff_account_community_id_community")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_account_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_account")),
        sa.UniqueConstraint("channel", "address", name=op.f("uq_staff_account_channel_address")),
    )
    with op.batch_alter_table("staff_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_account_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_staff_account_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "staff_slip",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_staff_slip_community_id_community")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_slip_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_slip")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_staff_slip_code_hash")),
    )
    with op.batch_alter_table("staff_slip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_slip_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_staff_slip_staff_id"), ["staff_id"], unique=False)
