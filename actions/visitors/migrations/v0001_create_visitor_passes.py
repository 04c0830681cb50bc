import sqlalchemy as sa
from alembic import op

revision = "visitors_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visitors_pass",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("community_id", sa.String(32), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("home_id", sa.String(32), nullable=False),
        sa.Column("resident_id", sa.String(32)),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("phone", sa.String(30), nullable=False),
        sa.Column("plate", sa.String(20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True)),
        sa.Column("comes", sa.Integer()),
        sa.Column("leaves", sa.Integer()),
        sa.Column("part", sa.String(12), nullable=False),
        sa.Column("recurrence", sa.String(120), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitors_pass")),
        sa.UniqueConstraint("community_id", "number", name=op.f("uq_visitors_pass_community_id_number")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_visitors_pass_community_id_community")
        ),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_visitors_pass_home_id_home")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_visitors_pass_resident_id_resident")),
    )
    for column in ("community_id", "code", "home_id", "resident_id"):
        op.create_index(op.f(f"ix_visitors_pass_{column}"), "visitors_pass", [column])
    op.create_table(
        "visitors_visit",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("community_id", sa.String(32), nullable=False),
        sa.Column("pass_id", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitors_visit")),
        sa.UniqueConstraint("pass_id", "day", name=op.f("uq_visitors_visit_pass_id_day")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_visitors_visit_community_id_community")
        ),
        sa.ForeignKeyConstraint(
            ["pass_id"],
            ["visitors_pass.id"],
            name=op.f("fk_visitors_visit_pass_id_visitors_pass"),
            ondelete="CASCADE",
        ),
    )
    for column in ("community_id", "pass_id"):
        op.create_index(op.f(f"ix_visitors_visit_{column}"), "visitors_visit", [column])


def downgrade() -> None:
    op.drop_table("visitors_visit")
    op.drop_table("visitors_pass")
