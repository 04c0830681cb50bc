import pytest

from nlu.chatter import matter


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("喂，能听见吗？改到礼拜四上午，俺眼神不好", "改到礼拜四上午"),
        ("师傅啊，我跟你说，厨房的灯不亮了，麻烦你们啦", "厨房的灯不亮了"),
        ("我年纪大了，耳朵背，帮我看看停车费", "帮我看看停车费"),
        ("车位费2.5元不对，烦死了，听懂没有", "车位费2.5元不对"),
        ("物业到底管不管，楼道灯三天没亮", "楼道灯三天没亮"),
        ("人老了记性差，我住院去了，灶上没烧过饭，我一个人住", "我住院去了，灶上没烧过饭"),
        ("你們到底管不管，電費不對", "電費不對"),
        ("Can you hear me? It's Thursday at 3.", "It's Thursday at 3."),
        ("I told you already, cancel the gym.", "cancel the gym."),
        ("My eyes are bad, book the reading room", "book the reading room"),
    ],
)
def test_what_is_said_around_a_matter_is_left_out(text: str, left: str) -> None:
    assert matter(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "喂，听得见吗",  # nothing else is said
        "你们到底管不管",
        "我一个人在家，摔倒了起不来",  # then it matters
        "师傅明天几点来",
        "姑娘，这个电梯怎么老不下来",  # how somebody is addressed does no harm
        "那个漏水的，快点啊",  # haste is a matter
        "我跟你说过的那个灯修好了吗",
        "周三不行，算了，周四",
        "不好意思，是周四",
        "谢谢，再见",
        "sorry, I meant Thursday",
    ],
)
def test_what_belongs_to_the_matter_stays(text: str) -> None:
    assert matter(text) == text
