import sqlalchemy as sa
from alembic import op

revision = "complaints_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaints_complainant",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ticket_id", sa.String(length=32), nullable=False),
        sa.Column("resident_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_complaints_complainant_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_complaints_complainant_resident_id_resident")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name=op.f("fk_complaints_complainant_ticket_id_ticket"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints_complainant")),
        sa.UniqueConstraint("ticket_id", name=op.f("uq_complaints_complainant_ticket_id")),
    )
    with op.batch_alter_table("complaints_complainant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaints_complainant_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaints_complainant_resident_id"), ["resident_id"], unique=False)


def downgrade() -> None:
    op.drop_table("complaints_complainant")
