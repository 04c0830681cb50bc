"""Make up for revisions that were filled in after some databases had passed them.

0003 and 0004 were empty at first and 0002 added `inbox.due`. A database that stands at 0004 may be of either kind, so
this creates what is missing and leaves alone what is there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    if any(column["name"] == "due" for column in sa.inspect(op.get_bind()).get_columns("inbox")):
        op.drop_column("inbox", "due")  # nothing ever stood in it
    op.create_table(
        "api_key",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=True),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_api_key_community_id_community")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_api_key_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_api_key_secret_hash")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_api_key_community_id"), "api_key", ["community_id"], if_not_exists=True)
    op.create_index("ix_api_key_staff", "api_key", ["staff_id"], if_not_exists=True)
    op.create_table(
        "api_delivery",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("thread", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_api_delivery_community_id_community")
        ),
        sa.ForeignKeyConstraint(["key_id"], ["api_key.id"], name=op.f("fk_api_delivery_key_id_api_key")),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_api_delivery_outbox_id_outbox"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_delivery")),
        sa.UniqueConstraint("key_id", "number", name=op.f("uq_api_delivery_key_id_number")),
        sa.UniqueConstraint("outbox_id", name=op.f("uq_api_delivery_outbox_id")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_api_delivery_community_id"), "api_delivery", ["community_id"], if_not_exists=True)
    op.create_index("ix_api_delivery_thread", "api_delivery", ["key_id", "thread", "number"], if_not_exists=True)
    op.create_table(
        "process",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("host", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process")),
        if_not_exists=True,
    )
    op.create_index("ix_process_seen", "process", ["ended_at", "seen_at"], if_not_exists=True)
    op.create_table(
        "finding",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("open_key", sa.String(length=160), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_finding_community_id_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("open_key", name=op.f("uq_finding_open_key")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_finding_community_id"), "finding", ["community_id"], if_not_exists=True)
    op.create_index("ix_finding_open", "finding", ["community_id", "closed_at"], if_not_exists=True)
