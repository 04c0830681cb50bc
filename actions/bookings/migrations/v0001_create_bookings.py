"""Create bookings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "bookings_booking",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("resident_id", sa.String(length=32), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("recurrence", sa.String(length=120), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_bookings_booking_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_bookings_booking_resident_id_resident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookings_booking")),
        sa.UniqueConstraint("community_id", "number", name=op.f("uq_bookings_booking_community_id_number")),
    )
    with op.batch_alter_table("bookings_booking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bookings_booking_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bookings_booking_resident_id"), ["resident_id"], unique=False)

    op.create_table(
        "bookings_visit",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("booking_id", sa.String(length=32), nullable=False),
        sa.Column("resident_id", sa.String(length=32), nullable=False),
        sa.Column("resource_id", sa.String(length=32), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["bookings_booking.id"],
            name=op.f("fk_bookings_visit_booking_id_bookings_booking"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_bookings_visit_community_id_community")
        ),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_bookings_visit_resident_id_resident")),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_bookings_visit_resource_id_resource")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookings_visit")),
    )
    with op.batch_alter_table("bookings_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bookings_visit_booking_id"), ["booking_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bookings_visit_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bookings_visit_resident_id"), ["resident_id"], unique=False)
        batch_op.create_index("ix_bookings_visit_when", ["community_id", "resource_id", "starts"], unique=False)

    op.create_table(
        "bookings_taken",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("visit_id", sa.String(length=32), nullable=False),
        sa.Column("resource_id", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_bookings_taken_community_id_community")
        ),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_bookings_taken_resource_id_resource")),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["bookings_visit.id"],
            name=op.f("fk_bookings_taken_visit_id_bookings_visit"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookings_taken")),
        sa.UniqueConstraint("resource_id", "unit", "at", name=op.f("uq_bookings_taken_resource_id_unit_at")),
    )
    with op.batch_alter_table("bookings_taken", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bookings_taken_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bookings_taken_visit_id"), ["visit_id"], unique=False)
