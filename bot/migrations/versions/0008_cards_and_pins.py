"""Cards and PINs with which residents are known at a kiosk; what is done there without staff is logged, too."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "access_card",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("resident_id", sa.String(length=32), nullable=False),
        sa.Column("card_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("issued_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_access_card_community_id_community")),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_access_card_resident_id_resident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_card")),
        sa.UniqueConstraint("community_id", "card_hash", name=op.f("uq_access_card_community_id_card_hash")),
    )
    with op.batch_alter_table("access_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_card_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_access_card_resident_id"), ["resident_id"], unique=False)

    op.create_table(
        "kiosk_pin",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("resident_id", sa.String(length=32), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_kiosk_pin_community_id_community")),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_kiosk_pin_resident_id_resident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk_pin")),
        sa.UniqueConstraint("community_id", "resident_id", name=op.f("uq_kiosk_pin_community_id_resident_id")),
    )
    with op.batch_alter_table("kiosk_pin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kiosk_pin_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kiosk_pin_resident_id"), ["resident_id"], unique=False)

    with op.batch_alter_table("desk_access", schema=None) as batch_op:
        batch_op.alter_column("staff_id", existing_type=sa.String(length=32), nullable=True)
