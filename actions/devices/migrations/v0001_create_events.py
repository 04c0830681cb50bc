import sqlalchemy as sa
from alembic import op

revision = "devices_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "devices_event",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("community_id", sa.String(32), nullable=False),
        sa.Column("batch", sa.String(32), nullable=False),
        sa.Column("device_id", sa.String(32), nullable=False),
        sa.Column("home_id", sa.String(32)),
        sa.Column("resident_id", sa.String(32)),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("event", sa.String(30), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices_event")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_devices_event_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_devices_event_device_id_device"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_devices_event_home_id_home")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_devices_event_resident_id_resident")),
    )
    for column in ("community_id", "batch", "device_id", "home_id", "resident_id", "conversation_id"):
        op.create_index(op.f(f"ix_devices_event_{column}"), "devices_event", [column])


def downgrade() -> None:
    op.drop_table("devices_event")
