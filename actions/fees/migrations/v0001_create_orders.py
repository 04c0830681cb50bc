import sqlalchemy as sa
from alembic import op

revision = "fees_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fees_order",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("resident_id", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("provider", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_fees_order_community_id_community")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_fees_order_resident_id_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fees_order")),
        sa.UniqueConstraint("community_id", "number", name=op.f("uq_fees_order_community_id_number")),
    )
    with op.batch_alter_table("fees_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fees_order_community_id"), ["community_id"], unique=False)
        batch_op.create_index("ix_fees_order_open", ["community_id", "status", "expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_fees_order_resident_id"), ["resident_id"], unique=False)

    op.create_table(
        "fees_order_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("order_id", sa.String(length=32), nullable=False),
        sa.Column("charge_id", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["charge_id"], ["charge.id"], name=op.f("fk_fees_order_item_charge_id_charge")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_fees_order_item_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["fees_order.id"], name=op.f("fk_fees_order_item_order_id_fees_order"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fees_order_item")),
        sa.UniqueConstraint("order_id", "charge_id", name=op.f("uq_fees_order_item_order_id_charge_id")),
    )
    with op.batch_alter_table("fees_order_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fees_order_item_charge_id"), ["charge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fees_order_item_community_id"), ["community_id"], unique=False)

    op.create_table(
        "fees_reminder",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("charge_id", sa.String(length=32), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["charge_id"], ["charge.id"], name=op.f("fk_fees_reminder_charge_id_charge")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_fees_reminder_community_id_community")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fees_reminder")),
        sa.UniqueConstraint("charge_id", "stage", name=op.f("uq_fees_reminder_charge_id_stage")),
    )
    with op.batch_alter_table("fees_reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fees_reminder_community_id"), ["community_id"], unique=False)


def downgrade() -> None:
    op.drop_table("fees_reminder")
    op.drop_table("fees_order_item")
    op.drop_table("fees_order")
