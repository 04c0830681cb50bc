"""One character that is a listed word, and the longer words in which it means something else."""

from types import MappingProxyType

_AFTER = MappingProxyType(
    {
        "电": "梯话费动脑影瓶车池源子台商信饭卡钱量表线路压器灯视工",
        "门": "口岗卫牌诊禁票市店户外前后",
        "灯": "谜笼会光泡",
        "网": "球上约购红格友购店课吧银",
        "锁": "定屏事",
        "窗": "口",
        "光": "猫临顾是说了盘",
        "上": "午次门班学周月个面报海课车线网回半来述",
        "下": "午次周月个班面单礼星雨雪棋水来厨半",
        "开": "会车发票始心玩水通支学单证明家户具票",
        "关": "于系键心节注照",
        "墙": "裂",
        "点": "钟外名评赞心",
        "升": "级学降",
        "降": "价雨",
        "停": "车电水气了",
        "合": "同适理作格计唱影",
        "抬": "头",
        "设": "备施计",
        "做": "饭菜东",
        "观": "影",
        "厅": "长",
        "红": "色包",
        "黄": "阿叔师先女姐经",
        "物": "业",
    }
)
_BEFORE = MappingProxyType(
    {
        "门": "出部专热上开",
        "上": "早晚马楼网身街以加路线班柜床手桌墙地面之顶晌",
        "下": "楼底之以地一乡手剩余桌床脚留树等",
        "网": "外",
        "点": "几半早晚两三四五六七八九十一0123456789",
        "开": "公离打分",
        "关": "有相开海",
        "光": "阳观月时",
        "合": "综符",
        "升": "上",
        "设": "建",
        "停": "不",
        "电": "来",
    }
)


def is_part(text: str, start: int, end: int) -> bool:
    """Say whether a listed word of one character is only part of a longer word: 电 in 电梯, 门 in 部门."""
    if end - start != 1:
        return False
    char = text[start]
    after, before = text[end : end + 1], text[max(0, start - 1) : start]
    return bool(after and after in _AFTER.get(char, "")) or bool(before and before in _BEFORE.get(char, ""))
