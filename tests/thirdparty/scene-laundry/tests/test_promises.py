from bot.promises import *  # noqa: F403  what holds for every scenario holds for this one
