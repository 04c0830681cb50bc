"""What the auditor finds and how the house feels."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    pass
