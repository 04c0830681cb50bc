"""Keys of channels and tokens of staff."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
