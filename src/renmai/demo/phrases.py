"""What our people write down, as they would."""

from random import Random

FIRST = (
    "初次拜访，印象不错，后续需要多走动",
    "通过前同事引荐认识，态度客气",
    "会上第一次见面，话不多，需要再摸底",
    "加了联系方式，约了下周见面细聊",
    "从组织架构上看很关键，目前了解有限",
)
BETTER = (
    "参观样板工厂之后明显认可我们的方案",
    "主动约我们交流二期需求，关系进了一步",
    "现场支持到位，对方当面表示感谢",
    "私下透露了评审的打分倾向，愿意帮忙说话",
    "对付款方式的顾虑基本打消",
    "技术交流会后态度转为支持",
)
WORSE = (
    "对报价意见很大，认为比友商贵两成",
    "上次交付延期，当面表达了不满",
    "友商近期频繁拜访，态度明显转冷",
    "新领导上任，要求重新比选供应商",
    "约了三次都没见到人，关系在变淡",
    "对接口开放程度有疑虑，要求补充说明",
)
SAME = (
    "例行沟通，态度没有变化",
    "项目还在立项阶段，暂时观望",
    "电话沟通，表示要看总部意见",
    "态度中立，认为几家差别不大",
    "保持联系，等预算批复",
)
RIVALS = (
    "友商刚做完方案汇报，评价尚可",
    "与友商销售是老乡，走得比较近",
    "用过友商的系统，觉得稳定但不灵活",
    "友商给出了账期优惠，对方心动",
    "对友商的本地服务能力不放心",
)
REASONS = (
    "大学同学",
    "前同事",
    "同乡",
    "校友会认识",
    "孩子同班",
    "一起做过项目",
    "邻居多年",
    "行业协会共事",
    "球友",
    "师徒关系",
)
INNER_REASONS = ("直接上级", "一手提拔", "同期入职", "老搭档", "亲戚关系", "技术上最信任的人")
USES = (
    "请他牵线约到了决策人",
    "代为了解评审意见",
    "帮忙沟通价格顾虑",
    "陪同拜访，缓和了关系",
    "提前告知了招标时间表",
    "邀请对方参观样板工厂",
)
STEPS = (
    "请技术总监上门做一次方案交流",
    "安排参观样板工厂",
    "请相识的同事先去听听想法",
    "带上分期付款方案再谈一次",
    "邀请参加下月的用户大会",
    "把评审关心的三个问题书面答复",
)
RESULTS = ("当面表示认可", "见了面，顾虑还在，继续跟进", "已在评审会上表态支持", "同意先做试点")
VISITS = (
    "上门拜访，了解{topic}的进展",
    "到厂里看了现场，讨论{topic}",
    "与对方一起梳理{topic}的需求",
    "中午一起吃饭，聊了近期人事变动",
)
CALLS = ("电话确认：{topic}的时间安排", "电话回访，对方在等预算批复", "电话沟通报价调整", "电话里说评审推迟两周")
MEETINGS = (
    "项目例会，确认{topic}范围",
    "与技术、采购三方开会，过了一遍方案",
    "商务会谈，讨论付款节点",
    "高层互访，双方总经理见面",
)
DEMOS = ("演示{topic}，现场反应积极", "远程演示，信息部门提了不少问题", "带去样板工厂看{topic}运行效果")
EVENTS = ("邀请参加行业论坛", "参加我司用户大会", "一起参加协会年会")
MESSAGES = ("发送{topic}的补充材料", "微信沟通近况", "发了节日问候，对方有回复", "转发了同行案例供参考")
BY_KIND = {
    "visit": VISITS,
    "call": CALLS,
    "meeting": MEETINGS,
    "demo": DEMOS,
    "event": EVENTS,
    "message": MESSAGES,
}
TOPICS = (
    "智能工厂",
    "MES 升级",
    "立体仓库",
    "设备联网",
    "质量追溯平台",
    "能源管理系统",
    "产线数据采集",
    "排产优化",
    "数字孪生产线",
    "仓储自动化改造",
)
ROUNDS = ("第一轮覆盖", "第二轮覆盖")
PHASES = ("一期", "二期", "试点", "扩容", "改造项目", "年度框架")


def assessment(chance: Random, change: int, turn: int) -> str:
    """A note that fits how the sum of the degrees moved since the assessment before."""
    if turn == 0:
        return chance.choice(FIRST)
    return chance.choice(BETTER if change > 0 else WORSE if change < 0 else SAME)


def rival(chance: Random) -> str:
    return chance.choice(RIVALS)


def topic(chance: Random) -> str:
    return chance.choice(TOPICS)


def opportunity(chance: Random) -> str:
    return chance.choice(TOPICS) + chance.choice(PHASES)


def activity(chance: Random, kind: str, about: str) -> str:
    return chance.choice(BY_KIND[kind]).format(topic=about)


CHOICES = {
    "acquire": ("总部刚拿下，子公司要从头打开局面", "前任没有留下人脉，按新客户重新起步"),
    "grow": ("明年有三个新基地规划，先把关系铺开", "集团信息化预算翻倍，值得提前投入"),
    "retain": ("续签在即，稳住现有支持者最要紧", "对方高层明确表示长期合作，以服务为主"),
    "win_back": ("上次交付延期伤了信任，先修复关系", "关键支持者离任，友商趁机进来了"),
    "watch": ("组织正在调整，负责人未定，先观望", "今年没有预算，保持联系即可"),
}
"""Why an owner chose a strategy, by the strategy."""
GIVEN_UP = ("情况已明朗，恢复按系统推荐", "与主管复盘后改回系统推荐")
