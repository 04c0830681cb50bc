"""Words for places in and around homes, as patterns."""

HOME = (
    "厨房|卫生间|洗手间|厕所|浴室|淋浴房|客厅|主卧|次卧|[东西南北]卧|卧室|书房|阳台|露台|餐厅|玄关|儿童房|(?:小孩"
    "|孩子|宝宝|娃娃?|保姆)[房屋]"
    "|老人[房屋]|衣帽间|储物间|储藏室|飘窗|杂物间|洗手台|洗漱台|洗菜池|水槽|电视墙|鞋柜|玄关柜|榻榻米"
    "|客堂间?|堂屋|灶披间|灶间|灶台|灶房|饭厅|洗衣[房间]|[东西南北里外小大]屋(?!顶)|[主次客]卫|婴儿房|客房|床[上边头]"
    "|浴缸"
    "|衣柜|窗台|房间里|隔断"
)
PUBLIC = (
    "走廊|楼道|过道|大堂|大厅|门厅|电梯厅|电梯间|电梯口|电梯里|轿厢|楼梯间|楼梯口|楼梯|地下车库"
    "|地下室|地库|车库|停车场|停车位|(?:电动车?|自行车|非机动)车?棚|车棚|充电棚|充电桩"
    "|小区门口|(?:小学|学校|超市|食堂|物业)门口|单元门口?|楼门口|[东西南北]大?门|正门|后门|侧门|大门口|大门|小?花园"
    "|小?广场"
    "|游乐场|儿童乐园|儿童池|健身区|草坪|绿化带|绿地|小树林|人行道|消防通道|假山|景观池"
    "|垃圾[站房间点]|垃圾桶|天台|楼顶|顶楼|顶层|屋顶|架空层|快递柜|快递站|河边|湖边|水池|喷泉|人工湖|游泳池|泳池"
    "|游泳馆|健身房|活动室|活动中心|岗亭|门卫室?|物业中心|食堂|半平台"
    "|[东西南北左右客货]梯|[东西南北左右]边那?[部台]电梯|凉亭|亭子|长廊|连廊|滑梯|秋千|花坛|池塘|沙坑|草地|树下|坡道"
    "|台阶|拐弯处|拐角处?|路口"
    "|信报箱|信箱|消防箱|消[防火]栓|设备间|配电[房室]|[强弱]电[间井]|管道?井|水泵房|机房|保安亭|门岗亭?|会所|驿站"
    "|丰巢|底商|围墙"
    "|篮球场|羽毛球场|网球场|乒乓球室|幼儿园|超市|[东西南北左右][边侧头面]?那个小?铁?门|小铁门"
)
HOME_EN = (
    "kitchen|(?:master |guest |main |en-?suite )?bathroom|toilet|ensuite|living room"
    "|lounge|(?:master |guest |second |spare |kids'? |children's )?bedroom|(?:kids'|children's|guest|spare"
    "|laundry) room"
    "|study|balcony|dining room|utility room|shower room|nursery|wardrobe|closet|hall cupboard|pantry"
)
PUBLIC_EN = (
    "hallway|corridor|landing|lobby|stairwell|stairs|staircase|lift lobby|(?:basement |underground )?garage|basement"
    "|car park|parking lot|underground parking"
    "|(?:north|south|east|west|main|front|back|side) (?:gate|door|entrance)|garden|courtyard"
    "|playground|rooftop|roof|gym|pool|bin store|bike shed|parcel lockers?"
    "|steps|pond|gazebo|pavilion|path|ramp|fountain|mailbox(?:es)?|letterbox(?:es)?|clubhouse"
    "|(?:left|right|north|south|east|west|second|first|other|service)(?:-hand)? (?:lift|elevator)"
)
