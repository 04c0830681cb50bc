import sqlalchemy as sa
from alembic import op

revision = "elders_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "elders_canteen",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("community_id", sa.String(32), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elders_canteen")),
        sa.UniqueConstraint("community_id", name=op.f("uq_elders_canteen_community_id")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_elders_canteen_community_id_community")
        ),
    )
    op.create_index(op.f("ix_elders_canteen_community_id"), "elders_canteen", ["community_id"])
    op.create_table(
        "elders_order",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("community_id", sa.String(32), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("resident_id", sa.String(32), nullable=False),
        sa.Column("place_id", sa.String(32)),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("portions", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer()),
        sa.Column("who", sa.String(20), nullable=False),
        sa.Column("note", sa.String(100), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elders_order")),
        sa.UniqueConstraint("community_id", "number", name=op.f("uq_elders_order_community_id_number")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_elders_order_community_id_community")
        ),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_elders_order_resident_id_resident")),
        sa.ForeignKeyConstraint(["place_id"], ["home.id"], name=op.f("fk_elders_order_place_id_home")),
    )
    for column in ("community_id", "resident_id", "place_id", "day"):
        op.create_index(op.f(f"ix_elders_order_{column}"), "elders_order", [column])


def downgrade() -> None:
    op.drop_table("elders_order")
    op.drop_table("elders_canteen")
