import sqlalchemy as sa
from alembic import op

revision = "notices_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notices_notice",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("community_id", sa.String(32), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.String(4000), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=False),
        sa.Column("body_en", sa.String(4000), nullable=False),
        sa.Column("topic", sa.String(30), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True)),
        sa.Column("ends", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices_notice")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_notices_notice_community_id_community")
        ),
    )
    op.create_index(op.f("ix_notices_notice_community_id"), "notices_notice", ["community_id"])


def downgrade() -> None:
    op.drop_table("notices_notice")
