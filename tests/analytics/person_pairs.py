"""Hard pairs, labelled by hand: what somebody tells, whom we know, and what a careful reader would say.

`name · company | name · company | answer`; the answer is the confidence, or `-` where they are two people.
Cases that the rules miss stay in: they are what the figures of docs/metrics/person-match.md are about.
"""

from typing import Final

from renmai.analytics.person_match import Told

PAIRS: Final = """
韩定海 · 东港码头 | 韩定海 · 东港码头 | exact
韩定海 · 东港码头有限公司 | 韩定海 · 东港码头 | exact
韓定海 · 東港碼頭 | 韩定海 · 东港码头 | exact
韩定海总 · 东港码头 | 韩定海 · 东港码头 | exact
韩定海 先生 · 东港码头股份有限公司 | 韩定海 · 东港码头集团 | exact
韩定海总经理 · 东港 | 韩定海 · 东港码头 | exact
韩定海 · 上海东港码头有限公司 | 韩定海 · 东港码头 | exact
羅采薇女士 · 東港碼頭（集團）股份有限公司 | 罗采薇 · 东港码头 | exact
罗采薇（Vivian） · 东港码头 | 罗采薇 · 东港码头 | exact
Vivian Luo 罗采薇 · 东港码头 | 罗采薇 · 东港码头 | exact
罗 采 薇 · 东港码头 | 罗采薇 · 东港码头 | exact
欧阳明经理 · 长桥重工 | 欧阳明 · 长桥重工 | exact
歐陽明 · 長橋重工 | 欧阳明 · 长桥重工 | exact
鄧瑩 · 青石麵粉廠 | 邓莹 · 青石面粉厂 | exact
蔣鈴 · 白岩礦業 | 蒋铃 · 白岩矿业 | exact
李科 · 白岩矿业 | 李科 · 白岩矿业 | exact
陈建工 · 白岩矿业 | 陈建工 · 白岩矿业 | exact
John Smith · Harbour Cranes Co., Ltd. | John Smith · Harbour Cranes | exact
Smith, John · Harbour Cranes Ltd | John Smith · Harbour Cranes Limited | exact
MR JOHN SMITH · HARBOUR CRANES | John Smith · Harbour Cranes | exact
José García · Harbour Cranes | Jose Garcia · Harbour Cranes GmbH | exact
ＪＯＨＮ　Smith · Harbour Cranes | John Smith · Harbour Cranes | exact
王磊 · 华海建投 | 王磊 · 华海建设投资集团 | name_only
王磊 · | 王磊 · 东港码头 | name_only
王磊 · 青石面粉 | 王磊 · 东港码头 | name_only
张伟 · 不知名公司 | 张伟 · 长桥重工 | name_only
張偉 · | 张伟 · 长桥重工 | name_only
张伟主任 · 别家 | 张伟 · 长桥重工 | name_only
陶桃 · 果业 | 陶桃 · 白岩矿业 | name_only
Anna Li · | Anna Li · Harbour Cranes | name_only
Wang Lei · 东港码头 | 王磊 · 东港码头 | similar
Lei Wang · 东港码头 | 王磊 · 东港码头 | similar
WANG, Lei · Donggang Matou Co., Ltd | 王磊 · 东港码头 | similar
Luo Cai Wei · 东港码头 | 罗采薇 · 东港码头 | similar
Caiwei LUO · 东港码头 | 罗采薇 · 东港码头 | similar
Cai-Wei Luo · | 罗采薇 · 东港码头 | similar
Ouyang Ming · 长桥重工 | 欧阳明 · 长桥重工 | similar
Lü Fang · 长桥重工 | 吕芳 · 长桥重工 | similar
Lyu Fang · 长桥重工 | 吕芳 · 长桥重工 | similar
Zeng Yu · 长桥重工 | 曾宇 · 长桥重工 | similar
Shan Xiong · 长桥重工 | 单雄 · 长桥重工 | similar
王蕾 · 东港码头 | 王磊 · 东港码头 | similar
罗彩薇 · 东港码头 | 罗采薇 · 东港码头 | similar
韩海定 · 东港码头 | 韩定海 · 东港码头 | similar
韩定 · 东港码头 | 韩定海 · 东港码头 | similar
韩总 · 东港码头 | 韩定海 · 东港码头 | similar
老韩 · 东港码头 | 韩定海 · 东港码头 | similar
韩董事长 · 东港码头 | 韩定海 · 东港码头 | similar
蒋大为 · 东港码头 | 蒋工 · 东港码头 | similar
欧阳总 · 长桥重工 | 欧阳明 · 长桥重工 | similar
John Smyth · Harbour Cranes | John Smith · Harbour Cranes | similar
Chan Tai Man · 港丰贸易 | 陈大文 · 港丰贸易 | similar
Hsieh Ming · 港丰贸易 | 谢明 · 港丰贸易 | similar
David Wang · 东港码头 | 王磊 · 东港码头 | similar
韩老师 · 韩定海工作室 | 韩定海 · 东港码头 | -
韩总 · | 韩定海 · 东港码头 | -
韩总 · 青石面粉 | 韩定海 · 东港码头 | -
王磊 · 东港码头 | 王雷鸣 · 东港码头 | -
王磊 · 东港码头 | 汪洋 · 东港码头 | -
王蕾 · 青石面粉 | 王磊 · 东港码头 | -
王蕾 · | 王磊 · 东港码头 | -
Wang Lei · 青石面粉 | 王磊 · 东港码头 | -
张伟 · 东港码头 | 张玮 · 青石面粉 | -
李娜 · 东港码头 | 李强 · 东港码头 | -
刘洋 · 东港码头 | 杨柳 · 东港码头 | -
欧阳明 · 长桥重工 | 欧明 · 长桥重工 | -
John · | John Smith · Harbour Cranes | -
John Smith · Harbour Cranes | Jane Smith · Harbour Cranes | -
Wang · | 王磊 · 东港码头 | -
总经理 · 东港码头 | 韩定海 · 东港码头 | -
采购 · 东港码头 | 罗采薇 · 东港码头 | -
陈一 · 第一机械厂 | 陈一 · 第二机械厂 | name_only
李明 · 中国联合 | 李明 · 中国联通 | name_only
张建国 · 东港码头 | 张建民 · 东港码头 | -
李静 · 东港码头 | 李婧 · 东港码头 | -
陈工 · 东港码头 | 陈大文 · 东港码头 | similar
林工 · 东港码头 | 林小姐 · 东港码头 | -
孟石 · 青石 | 孟石 · 青石面粉 | exact
石岩 · 白岩矿业集团总公司 | 石岩 · 白岩矿业 | exact
L. Wang · 东港码头 | 王磊 · 东港码头 | similar
Wang L. · 东港码头 | 王磊 · 东港码头 | similar
C.W. Luo · 东港码头 | 罗采薇 · 东港码头 | similar
Dr. Wang · 东港码头 | 王磊 · 东港码头 | similar
Dr. Wang Lei · 东港码头有限公司 | 王磊 · 东港码头 | similar
Mr. Ouyang · 长桥重工 | 欧阳明 · 长桥重工 | similar
J. Smith · Harbour Cranes | John Smith · Harbour Cranes | similar
Smith J · Harbour Cranes Ltd | John Smith · Harbour Cranes | similar
王总 · 東港碼頭 | 王磊 · 东港码头 | similar
李老师 · 长桥重工 | 李娜 · 长桥重工 | similar
李娜老师 · 长桥重工 | 李娜 · 长桥重工 | exact
王磊博士 · 白岩矿业股份有限公司 | 王磊 · 白岩矿业 | exact
劉曉東 · 長橋重工集團有限公司 | 刘晓东 · 长桥重工 | exact
葉麗華 · 東港碼頭 | 叶丽华 · 东港码头 | exact
張志遠（遠哥） · 中国白岩矿业 | 张志远 · 白岩矿业 | exact
陈大文 Tony · 港丰贸易公司 | 陈大文 · 港丰贸易 | exact
Zhang Zhi Yuan · 白岩矿业 | 张志远 · 白岩矿业 | similar
Zhiyuan Zhang · | 张志远 · 白岩矿业 | similar
Xiaodong Liu · 长桥重工 | 刘晓东 · 长桥重工 | similar
吕芳 · 青石面粉 | Lyu Fang · 青石面粉 | similar
石岩 · 白岩 | 石岩 · 白岩矿业 | exact
王磊 · 上海东港码头集团股份有限公司 | 王磊 · 东港码头 | exact
王磊 · 东港码头（天津）有限公司 | 王磊 · 东港码头 | exact
张伟 · 长桥重工二分厂 | 张伟 · 长桥重工 | exact
John Smith · Harbour Cranes Group Holdings | John Smith · Harbour Cranes | exact
小王 · 东港码头 | 王磊 · 东港码头 | similar
阿娜 · 长桥重工 | 李娜 · 长桥重工 | similar
Michael Chen · 港丰贸易 | 陈大文 · 港丰贸易 | similar
Huang Xiaoming · 港丰贸易 | 王晓明 · 港丰贸易 | -
L. Zhang · 东港码头 | 王磊 · 东港码头 | -
M. Wang · 东港码头 | 王磊 · 东港码头 | -
L. Wang · | 王磊 · 东港码头 | -
K. Smith · Harbour Cranes | John Smith · Harbour Cranes | -
J. Smythe · Harbour Cranes | John Smith · Harbour Cranes | -
Dr. Li · 东港码头 | 王磊 · 东港码头 | -
李老师 · | 李娜 · 长桥重工 | -
王磊 · 东港码头 | 王雷 · 长桥重工 | -
欧阳总 · 长桥重工 | 欧明 · 长桥重工 | -
刘晓东 · 长桥重工 | 刘晓冬 · 长桥重工 | similar
张志远 · 白岩矿业 | 张志明 · 白岩矿业 | -
"""


def pairs() -> list[tuple[Told, Told, str]]:
    return [_pair(line) for line in PAIRS.strip().splitlines()]


def _pair(line: str) -> tuple[Told, Told, str]:
    told, held, answer = (cell.strip() for cell in line.split("|"))
    return _told(told), _told(held), answer


def _told(text: str) -> Told:
    name, company = text.split("·")
    return Told(name.strip(), company.strip())
