"""Texts as they are compared: width, case, script and punctuation set aside; which names are alike."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

_TRADITIONAL: Final = (
    "萬與專業東絲兩嚴豐臨為麗舉義樂習鄉書買亂爭於虧雲亞產畝親億僅從倉儀們價眾優會傘偉傳傷倫偽體餘"
    "傑備償儲兒黨蘭關興養獸內岡冊寫軍農馮衝決況凍淨準減鳳憑凱擊劃劉則剛創別劑辦務動勵勁勞勢匯區醫"
    "華協單賣盧衛卻廠廳歷壓參雙發變葉號嘆嗎吳員聽啟呂嗚園國圖圓聖場壞塊堅壇塢墳墜聲處備複夠頭夾奪"
    "奮獎奧婦媽嫵孫學寧寶實審憲宮寬賓對尋導壽將爾塵嘗堯層屬歲豈崗島嶺嶽巒幣帥師帳幟帶幫並庫應廟廢"
    "廣開異張強彈歸錄徹憶懷態總戀惡悅懸驚慣戰戲戶執擴掃揚擾撫拋搶護報擬擁擇擔據掛揮損換搖攝擺攜"
    "敵數斬斷無舊時曠曬曉暫術樸機殺雜權條來極構槍樞標棧樹樣橋檢樓歡歐殘殼毀氣漢湯溝沒灣滬滅溫遊潔"
    "測濟渾濃塗濤滿濾潛瀾灘灑燈靈災爐點煉煩燒燙熱愛爺牆狀獨獅獵環現瑪電畫暢療瘋癥監蓋盤確碼礦磚"
    "禮禪離種積稱穩窮竊競筆築篩簡糧緊繼績綠維綿綜網羅罰罷職聯聰腦腫腳臟舊艦艙藝節蘇蘋藥莊萊蓮獲營蕭"
    "薩蘊虛蟲蝦螞補裝見觀規視覽覺計訂認討讓訓議訊記講許論設訪證評識診詞試詩誠話該詳語誤說請諸課誰調"
    "談謀謝譯譜豬貝負責財貢貨質販購貫貸費賀資賦賽贊贈贏趙趨躍軌軟軸輕載較輔輛輝輸轄達遷過運還這進遠"
    "違連遲適選遜遞邊鄧鄭鄰醬釋裡鑒針釘釣鋼鋁鈺鈣鈦鉑鉀鉛銀銅鋒鋪鋰錢錦鍋鍵鎂鎮鏡鐘鐵鑽長門閃閉問間"
    "閩聞閣閱闊隊陽陰陣階際陸陳陝險隨隱難雞電霧靜頁頂項順須顧頓頒預領頻題顏額願類風飛飯飲館飼饒馬馭"
    "駐駕騰驅驗騎髮鬥魚魯鮮鳥鳴鴻鵬鷹麥黃齊齒龍龐龜臺灣製線紅級紀約純紙紛細終組經結給統絕絲編緣縣縱"
    "織緯練絡團後戶電腦邁鑄顯廬賴錢嬌紹範鍾閻譚韓龔薑萬賈祿韋喬禦滙産衆鈞鋭銳錫錳鏈閘頤顥馳駿騏齡蔣"
    "瑩璽瓊穎鈴鵑鶯嫻禎澤詠誼諾謙賢贇軒錚鍇鎧鐸雋韻韜頌驊煒燁璣瑋碩禕絢綺緒縝繡纓芻葦蔔薊蘆諶謹譽賁贛郟鄔"
    "鄒鄺鉞銘銓錕鎔鏗鐫閆閔闕闞闔陘霽鞏顓饗駱騫驥鬱鮑鯤鴛鵾鶴鸞黌婁屆巋彥慶攬昇曄朧桿榮沖洶淵溈滄漣潤澗濱"
    "瀟煥爍瑤璉璦竇縈纘聶肅艷蓀蕓藍酈騁驍勛勳嶸巖崢嬋婭儷奐佇佈俠鈁錸鐳斕晉暉楓楊樺櫻瀅燦珮穌簫糾紋繹脈薔"
    "蟬諭讚貞貴轉鏵鑑鷗鸝"
)
_SIMPLIFIED: Final = (
    "万与专业东丝两严丰临为丽举义乐习乡书买乱争于亏云亚产亩亲亿仅从仓仪们价众优会伞伟传伤伦伪体余"
    "杰备偿储儿党兰关兴养兽内冈册写军农冯冲决况冻净准减凤凭凯击划刘则刚创别剂办务动励劲劳势汇区医"
    "华协单卖卢卫却厂厅历压参双发变叶号叹吗吴员听启吕呜园国图圆圣场坏块坚坛坞坟坠声处备复够头夹夺"
    "奋奖奥妇妈妩孙学宁宝实审宪宫宽宾对寻导寿将尔尘尝尧层属岁岂岗岛岭岳峦币帅师帐帜带帮并库应庙废"
    "广开异张强弹归录彻忆怀态总恋恶悦悬惊惯战戏户执扩扫扬扰抚抛抢护报拟拥择担据挂挥损换摇摄摆携"
    "敌数斩断无旧时旷晒晓暂术朴机杀杂权条来极构枪枢标栈树样桥检楼欢欧残壳毁气汉汤沟没湾沪灭温游洁"
    "测济浑浓涂涛满滤潜澜滩洒灯灵灾炉点炼烦烧烫热爱爷墙状独狮猎环现玛电画畅疗疯症监盖盘确码矿砖"
    "礼禅离种积称稳穷窃竞笔筑筛简粮紧继绩绿维绵综网罗罚罢职联聪脑肿脚脏旧舰舱艺节苏苹药庄莱莲获营萧"
    "萨蕴虚虫虾蚂补装见观规视览觉计订认讨让训议讯记讲许论设访证评识诊词试诗诚话该详语误说请诸课谁调"
    "谈谋谢译谱猪贝负责财贡货质贩购贯贷费贺资赋赛赞赠赢赵趋跃轨软轴轻载较辅辆辉输辖达迁过运还这进远"
    "违连迟适选逊递边邓郑邻酱释里鉴针钉钓钢铝钰钙钛铂钾铅银铜锋铺锂钱锦锅键镁镇镜钟铁钻长门闪闭问间"
    "闽闻阁阅阔队阳阴阵阶际陆陈陕险随隐难鸡电雾静页顶项顺须顾顿颁预领频题颜额愿类风飞饭饮馆饲饶马驭"
    "驻驾腾驱验骑发斗鱼鲁鲜鸟鸣鸿鹏鹰麦黄齐齿龙庞龟台湾制线红级纪约纯纸纷细终组经结给统绝丝编缘县纵"
    "织纬练络团后户电脑迈铸显庐赖钱娇绍范钟阎谭韩龚姜万贾禄韦乔御汇产众钧锐锐锡锰链闸颐颢驰骏骐龄蒋"
    "莹玺琼颖铃鹃莺娴祯泽咏谊诺谦贤赟轩铮锴铠铎隽韵韬颂骅炜烨玑玮硕祎绚绮绪缜绣缨刍苇卜蓟芦谌谨誉贲赣郏邬"
    "邹邝钺铭铨锟镕铿镌闫闵阙阚阖陉霁巩颛飨骆骞骥郁鲍鲲鸳鹍鹤鸾黉娄届岿彦庆揽升晔胧杆荣冲汹渊沩沧涟润涧滨"
    "潇焕烁瑶琏瑷窦萦缵聂肃艳荪芸蓝郦骋骁勋勋嵘岩峥婵娅俪奂伫布侠钫铼镭斓晋晖枫杨桦樱滢灿佩稣箫纠纹绎脉蔷"
    "蝉谕赞贞贵转铧鉴鸥鹂"
)
SIMPLER: Final = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
"""Traditional characters that names of companies and people are made of, and headings of tables."""

_NOT_WORDS: Final = re.compile(r"[\W_]+")
_LEGAL_FORMS: Final = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|股份公司|集团公司|总公司|分公司|公司|集团|控股|股份)+$"
)
_REGIONS: Final = re.compile(r"^中国|中国$")
_LATIN_FORMS: Final = frozenset(
    (
        *("incorporated", "corporation", "limited", "company", "holding", "holdings", "group", "china"),
        *("gmbh", "corp", "inc", "ltd", "llc", "plc", "co", "ag", "sa"),
    )
)
_DIGITS: Final = re.compile(r"\d+")
SHORTEST: Final = 3
"""Names below this many characters are alike only if they are the same."""


def plain(text: str) -> str:
    """The letters and figures of a text, without width, case, script, blanks and punctuation."""
    return _NOT_WORDS.sub("", _folded(text))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(SIMPLER)


def company_core(name: str) -> str:
    """What tells a company from others: its name without country and legal form.

    A name that is nothing else stays as it is.
    """
    words = _NOT_WORDS.split(_folded(name))
    core = "".join(word for word in words if word not in _LATIN_FORMS)
    while (shorter := _REGIONS.sub("", _LEGAL_FORMS.sub("", core))) != core:
        core = shorter
    return core or "".join(words)


def one_slip_apart(one: str, other: str) -> bool:
    """Whether one letter less, more or other, or two exchanged, makes the texts the same."""
    if one == other or abs(len(one) - len(other)) > 1:
        return one == other
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[2:] == b[2:] and a[:2] == b[:2][::-1])


class Alike:
    """Finds names that are alike among many, without comparing each with each.

    Two names one slip apart share a text that lacks at most one letter of each: names are kept
    under all of these.
    """

    CROWD: Final = 40
    """Names beyond this many under one text say nothing: it is a common one."""

    def __init__(self) -> None:
        self._by_core: dict[str, list[int]] = {}
        self._by_rest: dict[str, list[str]] = {}

    def add(self, core: str, place: int) -> None:
        places = self._by_core.setdefault(core, [])
        places.append(place)
        if len(places) > 1 or len(core) < SHORTEST:
            return
        for rest in rests(core):
            known = self._by_rest.setdefault(rest, [])
            if len(known) < self.CROWD:
                known.append(core)

    def same(self, core: str) -> list[int]:
        """The places of names with this very core."""
        return self._by_core.get(core, [])

    def near(self, core: str) -> Iterator[int]:
        """The places of names whose core is one slip away. Names that differ in a figure are not alike."""
        if len(core) < SHORTEST:
            return
        others = dict.fromkeys(found for rest in rests(core) for found in self._by_rest.get(rest, ()))
        for other in others:
            if other != core and figures(other) == figures(core) and one_slip_apart(core, other):
                yield from self._by_core[other]


def figures(core: str) -> tuple[str, ...]:
    return tuple(_DIGITS.findall(core))


def rests(core: str) -> Iterable[str]:
    """The text, and the text without one of its letters, each once."""
    return {core, *(core[:at] + core[at + 1 :] for at in range(len(core)))}
