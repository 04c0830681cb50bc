import pytest

from nlu.mood import Mood, asks_for_turn, mood

CALM = ""
CASES = [
    # (what is said, which of angry, despairing, unheard, shouting, waiting, overdue)
    ("烦死了，灯又不亮", "angry"),
    ("气死我了，厨房又漏了一地", "angry"),
    ("急死人了电梯还不来", "angry waiting"),
    ("真让人窝火，楼道灯修了坏坏了修", "angry"),
    ("你们太不像话了", "angry"),
    ("物业是摆设吗", "angry"),
    ("你们就会踢皮球", "angry"),
    ("别糊弄我，说实话", "angry"),
    ("什么破系统，点都点不开", "angry"),
    ("垃圾物业", "angry"),
    ("妈的又停水", "angry"),
    ("我一肚子火", "angry"),
    ("再这样我打12345", "angry"),
    ("受够了，天天修不好", "angry"),
    ("到底管不管", "angry waiting"),
    ("真是岂有此理", "angry"),
    ("火大，门又锁死了", "angry"),
    ("激死我，部𨋢又坏", "angry"),
    ("有冇搞错啊，又冇水", "angry"),
    ("我真係火滾", "angry"),
    ("遭不住了，隔壁天天敲", "angry"),
    ("怄死个人，水管又爆", "angry"),
    ("整的啥玩意，灯还是不亮", "angry"),
    ("气煞了，垃圾没人收", "angry waiting"),
    ("I'm fed up with this intercom", "angry"),
    ("this is ridiculous", "angry"),
    ("you people are useless", "angry"),
    ("what the hell is wrong with the lift", "angry"),
    ("I've had enough", "angry"),
    ("受不了了", "despairing"),
    ("求求你们了来个人吧", "despairing"),
    ("我真的不会弄这个", "despairing"),
    ("孩子我看不懂", "despairing"),
    ("急得我直掉眼泪，怎么办啊", "despairing"),
    ("愁死我了，家里到处是水", "despairing"),
    ("点算好，成屋水", "despairing"),
    ("this is too complicated for me", "despairing"),
    ("I don't know what to do", "despairing"),
    ("跟你说了八遍了", "unheard"),
    ("说了半天你还是不懂", "unheard"),
    ("你答非所问", "unheard"),
    ("I already told you", "unheard"),
    ("that's not what I asked", "unheard"),
    ("都三天了还没人来!!!", "shouting waiting overdue"),
    ("灯坏了都一个礼拜了没人修", "waiting overdue"),
    ("催了三次，石沉大海", "waiting"),
    ("等了两天，人影都没见着，你们到底来不来", "angry waiting"),
    ("怎么还没修好", "waiting"),
    ("报了好几天了", "waiting"),
    ("still nobody has come", "waiting"),
    ("nobody came, it's been four days", "waiting overdue"),
    ("WHERE IS THE PLUMBER", "shouting"),
    ("快点快点！！！", "shouting"),
    # what only looks like it
    ("气死我了这灯太好看", CALM),
    ("急死我啦哈哈，中奖号码出来没有", CALM),
    ("楼下花坛美死了", CALM),
    ("热死了，空调开一下", CALM),
    ("我没生气，就是问问", CALM),
    ("不生气，慢慢来", CALM),
    ("孩子他爸发火了，让我问问车位", CALM),
    ("楼上邻居骂人骂我，我想投诉噪音", CALM),
    ("天然气怎么充值", CALM),
    ("暖气片不热", CALM),
    ("空气开关跳了", CALM),
    ("垃圾几点收", CALM),
    ("垃圾桶满了", CALM),
    ("忍者神龟的快递到了吗", CALM),
    ("发票开破了一张，能重开吗", CALM),
    ("厨房滚水烫坏了台面", CALM),
    ("师傅什么时候来", CALM),
    ("三天后来修可以吗", CALM),
    ("周末有人在吗", CALM),
    ("怎么交物业费", CALM),
    ("次卧的灯坏了", CALM),
    ("哭声是楼上传来的", CALM),
    ("不会耽误上班吧", CALM),
    ("不用求职证明吧", CALM),
    ("I'm not angry, just asking", CALM),
    ("my neighbour is furious about the parking", CALM),
    ("I love this lamp, so pretty", CALM),
    ("what is the ETA for the lift", CALM),
    ("AC", CALM),
    ("我家暖气坏了", CALM),
    ("天然气爆表了，数字不对", CALM),
    ("以后不用我操心", CALM),
    ("I don't know what this part is called", CALM),
    ("我妈的药在快递柜里", CALM),
    ("他妈妈来接孩子，开下门", CALM),
    ("吃饭的地方几点开门", CALM),
    ("存到USB里给我", CALM),
    ("楼下那个卖保健品的是不是骗子", CALM),
    ("墙角长毛了", CALM),
    ("你们这儿有什么服务", CALM),
    ("这个是什么软件", CALM),
    ("tell me a joke", CALM),
    ("how many times may I book a week", CALM),
    ("我女儿会不会说粤语", CALM),
    ("遛狗管不管", "waiting"),
    ("V-3 ETC OK", CALM),
    ("好的！！", CALM),
    ("谢谢啊！", CALM),
]


@pytest.mark.parametrize(("said", "moods"), CASES, ids=[case[0] for case in CASES])
def test_how_a_message_sounds(said: str, moods: str) -> None:
    found = mood(said)
    heard = {name for name in Mood.__dataclass_fields__ if name != "aimed" and getattr(found, name)}
    assert heard == set(moods.split())


@pytest.mark.parametrize(
    ("said", "aimed"),
    [
        ("你们太不像话了", True),
        ("什么破系统", True),
        ("烦死了，灯又不亮", False),
        ("you people are useless", True),
        ("你好", False),
    ],
)
def test_whether_anger_is_aimed_at_us(said: str, aimed: bool) -> None:
    assert mood(said).aimed is aimed


def test_who_is_at_the_end_of_their_patience_is_heated() -> None:
    assert mood("我受够了").heated
    assert not mood("都三天了还没人来").heated


@pytest.mark.parametrize(
    "said", ["还要等多久", "前面还有几个人", "什么时候轮到我", "客服呢", "how long will it take", "is anyone coming"]
)
def test_who_waits_asks_for_their_turn(said: str) -> None:
    assert asks_for_turn(said)


@pytest.mark.parametrize("said", ["厨房漏水", "查物业费", "three days ago", "前面那栋楼停水吗"])
def test_other_matters_do_not_ask_for_a_turn(said: str) -> None:
    assert not asks_for_turn(said)
