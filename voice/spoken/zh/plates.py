"""Car plates: 粤B·12345. Letters by their names, digits one by one."""

import re

from voice.spoken.zh.letters import spelled

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(rf"([{_PROVINCES}])([A-Za-z])\s?[·.•・-]?\s?([A-Za-z0-9]{{4,6}}[学警港澳挂]?)(?![A-Za-z0-9])")


def plates(text: str) -> str:
    """Say car plates.

    >>> plates("粤B·12345的客人")
    '粤比，一二三四五的客人'
    """
    return _PLATE.sub(lambda found: f"{found[1]}{spelled(found[2])}，{spelled(found[3])}", text)
