from bot.operations.auditor import AUDIT
from bot.operations.pages import Operations, make_operations, serve_health

__all__ = ["AUDIT", "Operations", "make_operations", "serve_health"]
