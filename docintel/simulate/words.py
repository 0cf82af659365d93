"""The vocabulary of invented enterprises: real places and industries, names that no register holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where an enterprise is registered; `region` is its GB/T 2260 code, `short` the city as names carry it."""

    region: str
    province: str
    city: str
    district: str
    short: str
    postcode: str
    area_code: str


@dataclass(frozen=True, slots=True)
class Trade:
    """An industry with what an enterprise in it makes. `products` are the three best sold, the main product first."""

    word: str  # the industry as names carry it
    component: str  # what the subsidiary makes, as names carry it
    division: str
    division_name: str
    industry_class: str
    class_name: str
    products: tuple[str, str, str]
    product_code: str
    similar_product: str
    basis: str
    field: str
    chain: str
    inventions: tuple[str, ...]
    models: tuple[str, ...]
    scope: str


PLACES = (
    Place("331002", "浙江省", "台州市", "椒江区", "台州", "318000", "0576"),
    Place("320412", "江苏省", "常州市", "武进区", "常州", "213100", "0519"),
    Place("340207", "安徽省", "芜湖市", "鸠江区", "芜湖", "241000", "0553"),
    Place("430211", "湖南省", "株洲市", "天元区", "株洲", "412000", "0731"),
    Place("370611", "山东省", "烟台市", "福山区", "烟台", "265500", "0535"),
    Place("410311", "河南省", "洛阳市", "洛龙区", "洛阳", "471000", "0379"),
)

TRADES = (
    Trade(
        word="精密传动", component="精密轴承", division="34", division_name="通用设备制造业", industry_class="3453",
        class_name="齿轮及齿轮减、变速箱制造", products=("机器人用精密行星减速器", "谐波减速器组件", "高精度伺服转台"),
        product_code="3509070300", similar_product="工业机器人行星减速机", basis="核心基础零部件", field="高档数控机床和机器人", chain="工业机器人产业链",
        inventions=("一种低背隙行星减速器的齿形修形方法", "一种行星架应力测试装置及测试方法", "减速器传动误差的在线补偿方法", "一种谐波减速器柔轮的热处理工艺"),
        models=("一种减速器密封结构", "一种行星轮装配工装", "一种转台锁紧机构"),
        scope="精密传动装置、减速器、机械零部件的研发、制造、销售及技术服务；货物进出口、技术进出口",
    ),
    Trade(
        word="仪表", component="传感元件", division="40", division_name="仪器仪表制造业", industry_class="4011",
        class_name="工业自动控制系统装置制造", products=("高精度差压变送器", "智能阀门定位器", "多参数温度变送模块"),
        product_code="4101020500", similar_product="差压式压力变送器", basis="核心基础零部件", field="新一代信息技术", chain="工业仪器仪表产业链",
        inventions=("一种差压变送器的静压误差补偿方法", "一种硅压阻芯体的无应力封装方法", "变送器长期漂移的自校准方法及系统", "一种阀门定位器的自整定控制方法"),
        models=("一种变送器防爆接线盒", "一种膜盒充油装置", "一种定位器反馈机构"),
        scope="仪器仪表、自动化控制系统、传感器的研发、生产、销售、安装及技术咨询；软件开发；货物进出口",
    ),
    Trade(
        word="半导体设备", component="真空部件", division="35", division_name="专用设备制造业", industry_class="3562",
        class_name="半导体器件专用设备制造", products=("晶圆传输机械手", "晶圆预对准装置", "真空传送腔组件"),
        product_code="3604010900", similar_product="硅片搬运机械手", basis="核心基础零部件", field="新一代信息技术", chain="集成电路装备产业链",
        inventions=("一种晶圆传输机械手的末端位姿标定方法", "一种真空机械手的磁流体密封装置", "晶圆边缘缺口的快速识别方法", "一种双臂机械手的振动抑制方法"),
        models=("一种陶瓷末端执行器", "一种晶圆吸附检测装置", "一种传送腔门阀结构"),
        scope="半导体器件专用设备、机电设备及零部件的研发、制造、销售及维修；软件开发；技术进出口",
    ),
    Trade(
        word="电子材料", component="电子浆料", division="39", division_name="计算机、通信和其他电子设备制造业", industry_class="3985",
        class_name="电子专用材料制造", products=("片式元件用导电银浆", "低温固化导电胶", "电极用镍浆"),
        product_code="4005110200", similar_product="多层元件用银导体浆料", basis="关键基础材料", field="新材料", chain="电子元器件产业链",
        inventions=("一种低银含量导电浆料及其制备方法", "一种玻璃粉及含该玻璃粉的端电极浆料", "导电浆料流变特性的在线检测方法", "一种抗迁移导电胶及其制备方法"),
        models=("一种浆料三辊研磨冷却装置", "一种浆料真空脱泡罐", "一种银粉分级筛分装置"),
        scope="电子专用材料、电子浆料、胶粘剂（不含危险化学品）的研发、生产、销售；技术服务；货物进出口",
    ),
)  # fmt: skip

BRAND_FIRST = "样例拟虚"  # every brand begins with a word for "specimen": no register holds such a name
BRAND_MIDDLE = "岚穹汀砚漪曜笙沐芷岫"
BRAND_LAST = "禾澈岑屿榆珩翎茗弦湉"
SURNAMES = "沈陆贺卢傅钟姜范方石姚谭廖邹熊孟"
GIVEN = (
    "知衡",
    "以宁",
    "牧之",
    "清越",
    "怀谷",
    "书砚",
    "行简",
    "静姝",
    "望舒",
    "景行",
    "若溪",
    "云起",
    "问樵",
    "闻笛",
    "听澜",
    "南星",
    "亦舟",
    "思齐",
    "修远",
    "采薇",
)
STREETS = ("样例路", "拟园大道", "虚谷路", "范本街")
