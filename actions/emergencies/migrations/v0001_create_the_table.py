"""Create the table of calls for help."""

import sqlalchemy as sa
from alembic import op

from actions.table import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "emergencies_escalation",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("community_id", sa.String(32), nullable=False),
        sa.Column("ticket_id", sa.String(32), nullable=True),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("resident_id", sa.String(32), nullable=True),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("type", sa.String(20), nullable=False),
        sa.Column("house", sa.String(60), nullable=False),
        sa.Column("location", sa.String(200), nullable=False),
        sa.Column("located", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("notify", sa.JSON(), nullable=False),
        sa.Column("hushed", sa.Boolean(), nullable=False),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column("acknowledged_by", sa.String(32), nullable=True),
        sa.Column("acknowledged_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_emergencies_escalation"),
        *_foreign_keys(),
    )
    for column in ("community_id", "ticket_id", "conversation_id", "resident_id"):
        op.create_index(f"ix_emergencies_escalation_{column}", "emergencies_escalation", [column])
    op.create_index(
        "ix_emergencies_escalation_open", "emergencies_escalation", ["community_id", "status", "created_at"]
    )


def downgrade() -> None:
    op.drop_table("emergencies_escalation")


def _foreign_keys() -> list[sa.ForeignKeyConstraint]:
    """Point to the core's tables only."""
    targets = {
        "community_id": "community",
        "ticket_id": "ticket",
        "resident_id": "resident",
        "acknowledged_by": "staff",
    }
    return [
        sa.ForeignKeyConstraint(
            [column],
            [f"{table}.id"],
            name=f"fk_emergencies_escalation_{column}_{table}",
            ondelete="SET NULL" if table == "ticket" else None,
        )
        for column, table in targets.items()
    ]
