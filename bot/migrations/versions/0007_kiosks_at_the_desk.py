"""Signs of life of kiosks, and what staff have them say."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "kiosk_pulse",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("doing", sa.String(length=10), nullable=False),
        sa.Column("hears", sa.Boolean(), nullable=True),
        sa.Column("speaks", sa.Boolean(), nullable=True),
        sa.Column("deaf_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_kiosk_pulse_community_id_community")),
        sa.ForeignKeyConstraint(["key_id"], ["api_key.id"], name=op.f("fk_kiosk_pulse_key_id_api_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk_pulse")),
        sa.UniqueConstraint("key_id", name=op.f("uq_kiosk_pulse_key_id")),
    )
    with op.batch_alter_table("kiosk_pulse", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kiosk_pulse_community_id"), ["community_id"], unique=False)

    op.create_table(
        "kiosk_saying",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_kiosk_saying_community_id_community")
        ),
        sa.ForeignKeyConstraint(["key_id"], ["api_key.id"], name=op.f("fk_kiosk_saying_key_id_api_key")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_kiosk_saying_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk_saying")),
    )
    with op.batch_alter_table("kiosk_saying", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kiosk_saying_community_id"), ["community_id"], unique=False)
        batch_op.create_index("ix_kiosk_saying_key", ["key_id", "created_at"], unique=False)
