"""Notices that staff write: drafts, a time to publish, whom to tell, and who has been told."""

import sqlalchemy as sa
from alembic import op

revision = "notices_0002"
down_revision = "notices_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notices_notice") as table:
        table.add_column(sa.Column("status", sa.String(12), nullable=False, server_default="published"))
        table.add_column(sa.Column("roles", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
        table.add_column(sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("author_id", sa.String(32)))
        table.add_column(sa.Column("publish_at", sa.DateTime(timezone=True)))
        table.add_column(sa.Column("published_at", sa.DateTime(timezone=True)))
        table.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True)))
        table.create_foreign_key(op.f("fk_notices_notice_author_id_staff"), "staff", ["author_id"], ["id"])
    op.create_table(
        "notices_told",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("community_id", sa.String(32), nullable=False),
        sa.Column("notice_id", sa.String(32), nullable=False),
        sa.Column("resident_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices_told")),
        sa.UniqueConstraint(
            "notice_id", "resident_id", "version", name=op.f("uq_notices_told_notice_id_resident_id_version")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notices_notice.id"],
            name=op.f("fk_notices_told_notice_id_notices_notice"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_notices_told_resident_id_resident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_notices_told_community_id_community")
        ),
    )
    for column in ("community_id", "notice_id", "resident_id"):
        op.create_index(op.f(f"ix_notices_told_{column}"), "notices_told", [column])


def downgrade() -> None:
    op.drop_table("notices_told")
