"""Names of persons and companies, combined from lists; every one of them is invented."""

from random import Random

SURNAMES = (
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
)
# fmt: off
TWO_CHARACTERS = (
    "志远", "建国", "晓东", "思敏", "佳宁", "文博", "丽华", "海峰", "雪梅", "子涵", "俊杰", "明辉",
    "春燕", "国栋", "雅静", "振宇", "秀兰", "家豪", "天宇", "嘉怡", "永强", "慧敏", "宏伟", "玉洁",
    "少华", "云飞", "静怡", "立群", "佩瑶", "承志", "若溪", "启明", "婉清", "世杰", "曼丽", "卫东",
    "书瑶", "听雨", "景行", "一鸣", "泽宇", "可欣", "长青", "德胜", "怀瑾", "令仪", "知远", "望舒",
)
# fmt: on
ONE_CHARACTER = "凯娜磊婷勇敏涛静刚颖鹏洁斌倩浩莉峰琳晨岚健蕾翔薇军妍毅萍旭璐昊彤"
GIVEN_NAMES: tuple[str, ...] = (*TWO_CHARACTERS, *ONE_CHARACTER)

COMPANY_FIRST = "澜桐栖岚砚杉禾霁榆汐槐芷翎栎苇弈垣珞沅澄皓隽岫峦楠梓沐漪璟煦蓟莘溯蔚峤泠笙谌荻骊"
COMPANY_SECOND = "江川原野桥舟屿岭石泉庭田湾陌渡浦汀谷林溪洲峰桦岸坞曜穗锦帆衡"

INDUSTRY_WORDS: dict[str, tuple[str, ...]] = {
    "装备制造": ("重工", "智能装备", "精密机械", "数控机床", "液压", "机电"),
    "汽车零部件": ("汽车部件", "传动", "底盘系统", "车灯", "汽车电子", "冲压件"),
    "电子": ("电子", "半导体", "光电", "连接器", "传感", "精密电路"),
    "医药": ("制药", "生物", "医疗器械", "中药", "医用材料", "诊断"),
    "食品饮料": ("食品", "乳业", "饮料", "粮油", "调味品", "烘焙"),
    "化工新材料": ("新材料", "化工", "涂料", "高分子", "复合材料", "特种化学"),
    "新能源": ("光伏", "储能", "风电", "电池", "新能源", "氢能"),
    "现代物流": ("供应链", "物流", "冷链", "仓配", "港务", "快运"),
}
COMPANY_FORMS = ("", "集团", "股份", "科技")

COMPETITORS = (("R1", "隼桥软件（虚构）"), ("R2", "岫川自动化（虚构）"), ("R3", "弈石数科（虚构）"))


def person_name(chance: Random) -> str:
    return chance.choice(SURNAMES) + chance.choice(GIVEN_NAMES)


def company_name(number: int, industry: str) -> str:
    """A name that no other customer of this industry has, for the first 28,800 of them."""
    stems = len(COMPANY_FIRST) * len(COMPANY_SECOND)
    words = INDUSTRY_WORDS[industry]
    # 787 shares no divisor with the number of stems, so every stem comes up before any comes again.
    stem = number * 787 % stems
    turn = number // stems
    first, second = COMPANY_FIRST[stem % len(COMPANY_FIRST)], COMPANY_SECOND[stem // len(COMPANY_FIRST)]
    word = words[(number + turn) % len(words)]
    form = COMPANY_FORMS[(number // len(words) + turn // len(words)) % len(COMPANY_FORMS)]
    return f"{first}{second}{word}{form}"


def phone(chance: Random) -> str:
    """A number that no telephone network has."""
    return f"000-{chance.randrange(10_000):04d}-{chance.randrange(10_000):04d}"
