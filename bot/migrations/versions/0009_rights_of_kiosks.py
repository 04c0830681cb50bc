"""What each kiosk may do: whether people sign in there, which scenarios it serves; and its sensor of presence."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "kiosk_post",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("signs_in", sa.Boolean(), nullable=False),
        sa.Column("only", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("presence", sa.String(length=255), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_kiosk_post_community_id_community")),
        sa.ForeignKeyConstraint(
            ["key_id"], ["api_key.id"], name=op.f("fk_kiosk_post_key_id_api_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk_post")),
        sa.UniqueConstraint("key_id", name=op.f("uq_kiosk_post_key_id")),
    )
    with op.batch_alter_table("kiosk_post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kiosk_post_community_id"), ["community_id"], unique=False)
