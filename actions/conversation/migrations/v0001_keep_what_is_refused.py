import sqlalchemy as sa
from alembic import op

revision = "conversation_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversation_muted",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("community_id", sa.String(32), nullable=False),
        sa.Column("resident_id", sa.String(32), nullable=False),
        sa.Column("topic", sa.String(60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_muted")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_conversation_muted_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"],
            ["resident.id"],
            name=op.f("fk_conversation_muted_resident_id_resident"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("resident_id", "topic", name=op.f("uq_conversation_muted_resident_id_topic")),
    )
    op.create_index(op.f("ix_conversation_muted_community_id"), "conversation_muted", ["community_id"])
    op.create_index(op.f("ix_conversation_muted_resident_id"), "conversation_muted", ["resident_id"])


def downgrade() -> None:
    op.drop_table("conversation_muted")
