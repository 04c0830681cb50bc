"""Create the tables of prices and bags."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "laundry_price",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("community_id", sa.String(32), nullable=False),
        sa.Column("garment", sa.String(30), nullable=False),
        sa.Column("fen", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_laundry_price"),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name="fk_laundry_price_community_id_community"),
        sa.UniqueConstraint("community_id", "garment", name="uq_laundry_price_community_id_garment"),
    )
    op.create_index("ix_laundry_price_community_id", "laundry_price", ["community_id"])
    op.create_table(
        "laundry_bag",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("community_id", sa.String(32), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("garment", sa.String(30), nullable=False),
        sa.Column("fen", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("resident_id", sa.String(32), nullable=False),
        sa.Column("ticket_id", sa.String(32), nullable=True),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_laundry_bag"),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name="fk_laundry_bag_community_id_community"),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name="fk_laundry_bag_resident_id_resident"),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name="fk_laundry_bag_ticket_id_ticket", ondelete="SET NULL"
        ),
        sa.UniqueConstraint("community_id", "number", name="uq_laundry_bag_community_id_number"),
    )
    for column in ("community_id", "resident_id", "ticket_id"):
        op.create_index(f"ix_laundry_bag_{column}", "laundry_bag", [column])


def downgrade() -> None:
    op.drop_table("laundry_bag")
    op.drop_table("laundry_price")
