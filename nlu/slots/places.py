"""Words for places in and around homes, as patterns."""

HOME = (
    "厨房|卫生间|洗手间|厕所|浴室|淋浴房|客厅|主卧|次卧|[东西南北]卧|卧室|书房|[东西南北]?阳台|露台|餐厅|玄关|儿童房|(?:小孩"
    "|孩子|宝宝|娃娃?|保姆)[房屋]"
    "|老人[房屋]|衣帽间|储物间|储藏室|飘窗|杂物间|洗手台|洗漱台|洗菜池|水槽|电视墙|鞋柜|玄关柜|榻榻米"
    "|客堂间?|堂屋|灶披间|灶间|灶台|灶房|饭厅|洗衣[房间]|[东西南北里外小大]屋(?!顶)|[主次客]卫|婴儿房|客房|床[上边头]"
    "|浴缸"
    "|衣柜|窗台|房间里|隔断"
)
PUBLIC = (
    "走廊|楼道|过道|大堂|大厅|门厅|电梯厅|电梯间|电梯口|电梯里|轿厢|楼梯间|楼梯口|楼梯|地下车库"
    "|地下室|地库|车库|停车场|停车位|(?:电动车?|自行车|非机动)车?棚|车棚|充电棚|充电桩"
    "|小区门口|(?:小学|学校|超市|食堂|物业)门口|单元门口?|楼门口|[东西南北]{1,2}大?门|正门|(?<![以之最然])后门|侧门|大门口|大门|小?花园"
    "|小?广场"
    "|游乐场|儿童乐园|儿童池|健身区|草坪|绿化带|绿地|小树林|人行道|消防通道|假山|景观池"
    "|垃圾[站房间点]|垃圾桶|天台|楼顶|顶楼|顶层|屋顶|架空层|快递柜|快递站|河边|湖边|水池|喷泉|人工湖|游泳池|泳池"
    "|游泳馆|健身房|活动室|活动中心|岗亭|门卫室?|物业中心|食堂|半平台"
    "|[东西南北左右客货]梯|[东西南北左右]边那?[部台]电梯|凉亭|亭子|长廊|连廊|滑梯|秋千|花坛|池塘|沙坑|草地|树下|坡道"
    "|台阶|拐弯处|拐角处?|路口"
    "|信报箱|信箱|消防箱|消[防火]栓|设备间|配电[房室]|[强弱]电[间井]|管道?井|水泵房|机房|保安亭|门岗亭?|会所|驿站"
    "|丰巢|底商|围墙"
    "|篮球场|羽毛球场|网球场|乒乓球室|幼儿园|超市|小铁门"
    r"|(?:[东西南北]|(?<![以之提目])前)[小大铁便角]?门(?![口卫岗牌禁诊])|(?<=[边侧头面])(?:(?:那个|这个|的)[小大铁便角]{0,2}"
    r"|[小大铁便角]{1,2})门(?![口卫岗牌禁诊])"
    "|[0-9一二三四五六七八九十]{1,2}号(?:门岗亭?|岗亭?|大?门(?![牌诊店禁]))|(?:电梯|店梯|电提|𨋢)里|步道|跑道|中庭|天桥"
    "|(?:儿童)?游乐场|平台(?!上下单)|主干道|斑马线|公交站|更衣室|卫生[站室]|物业(?:办公室|服务中心|前台|服务台)|[东西南北]{1,2}角"
    "|(?:消防)?登高面|中转站|[车地]库[出入]口|操场|门球场|健身器材区|值班室|监控室|传达室"
)
_HAN = (
    r"(?![在有人到从往把被是的了就去来上下给没不掉落栽跌跳进于站堆着倒扔我你他俺咱们家天点间里看搬拿摸老这那])"
    r"[\u4e00-\u9fff]"
)
# What has no name of its own: 荷花池边上, 桥底下, 小卖店门口. 路上 alone is on one's way.
BESIDE = (
    rf"(?:{_HAN}){{0,3}}?(?:[河湖塘桥坡沟树亭棚院店街巷井]|(?<![手碗菜脸漱])池|(?<!马)路(?!上)|马路|墙(?![上里]))"
    "(?:底下|下面|下(?![水来去游落])|边边?上?|旁边?|里(?!面的)|中间|当中|门口|口|外头?|后面|后头|前面|根|沿)"
)
HOME_EN = (
    "kitchen|(?:master |guest |main |en-?suite )?bathroom|toilet|ensuite|living room"
    "|lounge|(?:master |guest |second |spare |kids'? |children's )?bedroom|(?:kids'|children's|guest|spare"
    "|laundry) room"
    "|(?:guest |main |second )toilet|study|balcony|dining room|utility room|shower room|nursery|wardrobe|closet"
    "|hall cupboard|pantry"
)
PUBLIC_EN = (
    "hallway|corridor|landing|lobby|stairwell|stairs|staircase|lift lobby|(?:basement |underground )?garage|basement"
    "|car park|parking lot|underground parking"
    "|(?:north|south|east|west|main|front|back|side) (?:gate|door|entrance)|garden|courtyard"
    "|(?:bin|rubbish|mail|parcel|meter|plant|pump|guard|changing|meeting|function) room|(?:back|front|roof) garden"
    "|playground|rooftop|roof|gym|pool|bin store|bike shed|parcel lockers?"
    "|steps|pond|gazebo|pavilion|path|ramp|fountain|mailbox(?:es)?|letterbox(?:es)?|clubhouse"
    "|(?:left|right|north|south|east|west|second|first|other|service)(?:-hand)? (?:lift|elevator)"
)
