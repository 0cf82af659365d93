"""Words of names of enterprises: trades, legal forms, and what English names say for them.

Like the regions a table of the language, the same for every programme: see docs/design.md, "Why are the words of names Python?".
"""

from __future__ import annotations

_TRADES = """
企业管理咨询 企业管理 股权投资管理 股权投资 创业投资 投资管理 资产管理 投资发展 投资 资本 股权 控股 实业 产业 贸易 商贸 外贸 进出口 国际 发展 管理 咨询 服务 销售 营销 经销
科学技术 科技发展 技术开发 技术服务 高新技术 高科技 科技 技术 科学 研发 创新 工程 工业 制造 智造 智能制造 精工 精铸 重工 建设 建筑 建材 装饰 设计 施工 安装 检测 检验 计量
新能源汽车零部件 新能源汽车 新能源 能源科技 能源 电力 电源 电源系统 光伏 太阳能 风电 核电 储能 氢能 动力 动力电池 电池 锂电 锂能 蓄电池 充电 燃气 石油 石化 天然气 煤炭 矿业 热能 热力 节能
信息技术 信息科技 信息系统 信息 软件 网络科技 网络 互联网 物联网 大数据 数据 云计算 人工智能 智能科技 智能装备 智能系统 智能设备 智能 数字 数字科技 数码 通信 通讯 电信 系统集成 系统 安防 安全
电子科技 电子材料 电子 半导体 微电子 集成电路 芯片 光电 光电子 光学 光纤 激光 红外 显示 照明 电路 线路板 电容器 电容 电感 电阻 传感器 传感 传感技术 元器件 元件 连接器 电缆 线缆 电线电缆 电器 电气 电机 电控 电工 变压器 开关 仪器仪表 仪器 仪表 测控 测试 测量 自动化设备 自动化 控制 机器人
精密机械 精密制造 精密模具 精密 机械制造 机械设备 机械 机电 机床 数控 工具 刀具 量具 装备制造 装备 设备 制造 器械 模具 铸造 锻造 锻压 压铸 冲压 焊接 热处理 表面处理 旋压 液压 气动 密封件 密封 轴承 齿轮 传动 链条 弹簧 紧固件 标准件 阀门 泵业 水泵 压缩机 换热器 换热设备 锅炉 制冷 空调 环境设备 起重 电梯 工程机械 农业机械 农机 矿山机械 纺织机械 包装机械
汽车零部件 汽车配件 汽车部件 汽车电子 汽车 车辆 客车 轨道交通 轨道 铁路 交通 船舶 船舶制造 海洋工程 海洋 航空 航天 航空航天 宇航 航空工业 无人机 卫星 导航 兵器 零部件 配件 部件 零件
硬质合金 先进陶瓷 特种陶瓷 碳化硅 超硬材料 超导 量子 先进材料 新材料科技 新材料 复合材料 高分子材料 高分子 金属材料 磁性材料 陶瓷材料 非金属 材料科技 材料 碳素 石墨 石墨烯 陶瓷 玻璃 光电玻璃 光学玻璃 纤维 化纤 碳纤维 特种金属 金属 金属制品 有色金属 稀土 钢铁 特钢 钢管 钢构 不锈钢 铝业 铜业 钛业 镁业 合金 铸件 管业 管道 线材 磨料 磨具 磁材 磁业 塑料 塑胶 橡塑 橡胶 薄膜 胶粘 涂料 油墨 颜料 树脂 化工 化学 精细化工 化学品 日化 香料 农药 农化 肥料 染料 催化剂 增材 增材技术 增材制造
生物科技 生物技术 生物制药 生物医药 生物工程 生物制品 生物 生命科学 基因 医学 医药科技 医药 制药 药业 中药 医疗器械 医疗科技 医疗设备 医疗 诊断 健康 康复 兽药 动保 疫苗
环保科技 环保工程 环保设备 环保 环境工程 环境科技 环境 水务 水处理 净水 生态 园林 农业科技 农业 种业 牧业 畜牧 饲料 水产 渔业 林业 食品 食品科技 饮料 酒业 粮油 乳业 茶业 调味品
纺织 服装 服饰 印染 家纺 皮革 鞋业 家具 家居 木业 竹业 纸业 造纸 印刷 包装 包装材料 工艺品 玩具 文具 体育用品 钟表 珠宝 首饰 物流 运输 仓储 供应链 港口 航运 电子商务 传媒 文化 教育 广告 旅游 酒店 餐饮 金融 保险 信托 证券 置业 地产 房地产 物业 特种设备 特种 消防 电力科技 电力设备 输配电 勘测 勘察 测绘 地理信息
会计师 律师 资产评估 税务师
"""

TRADES = tuple(sorted(set(_TRADES.split()), key=lambda word: (-len(word), word)))

FORMS = (
    "合伙企业(有限合伙)",
    "合伙企业(普通合伙)",
    "合伙企业(特殊普通合伙)",
    "事务所(特殊普通合伙)",
    "事务所(普通合伙)",
    "(特殊普通合伙)",
    "(有限合伙)",
    "(普通合伙)",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "总公司",
    "公司",
    "普通合伙企业",
    "有限合伙企业",
    "合伙企业",
    "企业管理中心",
    "研究院",
    "研究所",
    "事务所",
    "合作社",
    "工厂",
    "厂",
    "中心",
)

ENGLISH_FORMS = frozenset(
    [
        "co",
        "ltd",
        "limited",
        "company",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "plc",
        "llc",
        "lp",
        "partnership",
        "general",
        "jointstock",
        "joint",
        "stock",
        "share",
        "shares",
        "pte",
        "the",
        "and",
        "of",
    ]
)

ENGLISH_GROUP = frozenset({"group", "groups"})

_ENGLISH = """
technology:科技,技术 technologies:科技,技术 tech:科技,技术 science:科技,科学 sciences:科技,科学 scientific:科学,科技 high:高 hi-tech:高科技 hitech:高科技
precision:精密,精工,精 machinery:机械,重工 mechanical:机械 machine:机械,机 machines:机械 machining:精工,加工 equipment:设备,装备,器械 equipments:设备,装备 tool:工具,刀具 tools:工具,刀具
manufacturing:制造,智造 manufacture:制造 manufactory:制造,厂 industry:工业,实业,产业 industries:工业,实业,产业 industrial:工业,实业,产业 enterprise:企业,实业 enterprises:企业,实业
electronic:电子 electronics:电子 electric:电气,电器,电力,电子,电机 electrical:电气,电器,电机 electromechanical:机电 power:电力,动力,电源 energy:能源,能 semiconductor:半导体 semiconductors:半导体 microelectronics:微电子 chip:芯片 chips:芯片 circuit:电路 circuits:电路
material:材料 materials:材料 advanced:先进 new:新 cemented:硬质 carbide:合金,碳化 hard:硬质 composite:复合 composites:复合 metal:金属 metals:金属 steel:钢 special:特 alloy:合金 aluminum:铝 aluminium:铝 copper:铜 titanium:钛 ceramic:陶瓷 ceramics:陶瓷 glass:玻璃 carbon:碳 graphite:石墨 plastic:塑 plastics:塑 rubber:橡 chemical:化工,化学 chemicals:化工,化学 chemistry:化学,化工 polymer:高分子 fiber:纤维,光纤 fibre:纤维
bearing:轴承 bearings:轴承 valve:阀 valves:阀 pump:泵 pumps:泵 gear:齿轮 seal:密封 seals:密封 sealing:密封 hydraulic:液压 hydraulics:液压 pneumatic:气动 heat:热 exchanger:换热器 exchangers:换热器 forging:锻造 casting:铸造 mould:模具 mold:模具 die:模具 spring:弹簧 fastener:紧固件 fasteners:紧固件 compressor:压缩机
automobile:汽车 automotive:汽车 auto:汽车 vehicle:车 vehicles:车 car:汽车 parts:零部件,配件,部件 components:零部件,部件,元件,元器件 component:零部件,部件,元件 accessories:配件 rail:轨道 railway:铁路 marine:船舶,海洋 ship:船舶 shipbuilding:船舶 aviation:航空 aerospace:航天,航空航天,宇航,航空 aircraft:航空,飞机
automation:自动化 automatic:自动 intelligent:智能 intelligence:智能 smart:智能 robot:机器人 robotics:机器人 robots:机器人 control:控制,测控 controls:控制 instrument:仪器,仪表 instruments:仪器,仪表 measurement:测量,计量 sensor:传感 sensors:传感 sensing:传感 testing:检测,测试 inspection:检测,检验
information:信息 software:软件 network:网络 networks:网络 data:数据 digital:数字,数码 communication:通信,通讯 communications:通信,通讯 telecom:通信,电信 system:系统 systems:系统 internet:互联网 cloud:云 security:安全,安防
optical:光学,光电 optics:光学 optoelectronic:光电 optoelectronics:光电 photoelectric:光电 photonics:光电,光子 laser:激光 lighting:照明 display:显示 photovoltaic:光伏 solar:太阳能,光伏 wind:风 battery:电池 batteries:电池 lithium:锂 storage:储能 capacitor:电容器 cable:电缆,线缆 cables:电缆,线缆 wire:线 transformer:变压器 motor:电机 motors:电机
bio:生物 biological:生物 biology:生物 biotech:生物 biotechnology:生物 biopharmaceutical:生物 biopharmaceuticals:生物 biomedical:生物医 pharmaceutical:制药,药业,医药 pharmaceuticals:制药,药业,医药 pharma:制药,药业,医药 medicine:医药,药 medical:医疗,医学 device:器械,设备 devices:器械,设备 apparatus:器械 instrumentation:仪器 health:健康 healthcare:健康,医疗 gene:基因
environmental:环保,环境 environment:环保,环境 protection:环保,保护 water:水 treatment:处理 ecology:生态 ecological:生态 agricultural:农业 agriculture:农业 seed:种业 feed:饲料 food:食品 foods:食品 textile:纺织 textiles:纺织 garment:服装,服饰 paper:纸 packaging:包装 printing:印刷 furniture:家具 logistics:物流
investment:投资 investments:投资 management:管理 capital:资本 venture:创业 equity:股权 holding:控股 holdings:控股 trading:贸易,商贸 trade:贸易,商贸 development:发展,开发 engineering:工程 construction:建设,建筑 design:设计 consulting:咨询 service:服务 services:服务 sales:销售 import:进出口 export:进出口 international:国际 additive:增材 numerical:数控 cnc:数控
research:研究 institute:研究院,研究所,院 academy:研究院 certified:会计师 public:会计师 accountants:会计师 accounting:会计师 enterprise:企业
"""

ENGLISH_TRADES = {word.partition(":")[0]: tuple(word.partition(":")[2].split(",")) for word in _ENGLISH.split()}
