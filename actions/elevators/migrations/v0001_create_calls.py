import sqlalchemy as sa
from alembic import op

revision = "elevators_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "elevators_call",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("community_id", sa.String(32), nullable=False),
        sa.Column("lift_id", sa.String(32), nullable=False),
        sa.Column("resident_id", sa.String(32)),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(4), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elevators_call")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_elevators_call_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["lift_id"], ["lift.id"], name=op.f("fk_elevators_call_lift_id_lift"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_elevators_call_resident_id_resident")),
    )
    for column in ("community_id", "lift_id", "resident_id", "conversation_id"):
        op.create_index(op.f(f"ix_elevators_call_{column}"), "elevators_call", [column])


def downgrade() -> None:
    op.drop_table("elevators_call")
