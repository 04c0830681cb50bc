"""Create activities."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "activities_activity",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("place_en", sa.String(length=80), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("places IS NULL OR taken <= places", name="ck_activities_activity_places"),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_activities_activity_community_id_community")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_activity")),
        sa.UniqueConstraint("community_id", "number", name=op.f("uq_activities_activity_community_id_number")),
    )
    with op.batch_alter_table("activities_activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activities_activity_community_id"), ["community_id"], unique=False)

    op.create_table(
        "activities_signup",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("resident_id", sa.String(length=32), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities_activity.id"],
            name=op.f("fk_activities_signup_activity_id_activities_activity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_activities_signup_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_activities_signup_resident_id_resident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities_signup")),
        sa.UniqueConstraint("activity_id", "resident_id", name=op.f("uq_activities_signup_activity_id_resident_id")),
        sa.UniqueConstraint("community_id", "number", name=op.f("uq_activities_signup_community_id_number")),
    )
    with op.batch_alter_table("activities_signup", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activities_signup_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activities_signup_resident_id"), ["resident_id"], unique=False)
