"""What others call our files, columns and values: in Chinese (simplified) and English.

Compared without width, case, script, blanks and punctuation (`likeness.plain`). The first words
of a column are the likeliest; a heading belongs to the column that names it first.
"""

from typing import Final

FILES: Final[dict[str, str]] = {
    "teams": "团队 部门 组织 组织架构 销售团队 团队表 teams departments",
    "employees": "员工 人员 销售 销售人员 员工表 我司员工 同事 employees staff users salespeople",
    "competitors": "友商 竞争对手 竞品 对手 竞争厂商 competitors rivals",
    "customers": "客户 客户表 客户清单 客户列表 客户信息 公司 企业 客户资料 accounts customers companies clients",
    "ownerships": "归属 客户归属 负责关系 客户负责人 客户分配 ownerships owners assignments",
    "account_team": "运营铁三角 铁三角 客户团队 项目组 账户团队 accountteam accountteams",
    "strategy_choices": "客户策略 策略 选定策略 strategychoices strategies",
    "key_people": "联系人 关键人 联系人表 通讯录 客户联系人 人脉 名片 干系人 contacts people keypeople stakeholders",
    "reporting": "汇报关系 汇报线 上下级 上下级关系 汇报关系变更 reporting reportinglines hierarchy",
    "assessments": "评估 关系评估 态度 三度 关系 assessments ratings",
    "influences": "影响力 相识 人脉关系 影响关系 influences relationships",
    "opportunities": "商机 项目 商机表 项目清单 销售机会 商机清单 opportunities deals projects pipeline",
    "chain_members": "决策链 决策链成员 项目干系人 商机联系人 chainmembers decisionchain opportunitycontactroles",
    "influence_uses": "影响力使用 人脉使用 influenceuses",
    "activities": "活动 拜访 拜访记录 跟进记录 跟进 活动记录 沟通记录 activities visits calls tasks events",
    "coverage_rounds": "覆盖轮次 拜访轮次 覆盖计划 coveragerounds rounds",
    "planned_contacts": "计划接触 计划拜访 拜访计划 plannedcontacts plannedvisits",
    "plan_steps": "行动计划 计划 计划步骤 待办 plansteps plans nextsteps",
}
_CODE: Final = "编号 编码 代码 id code no"
_NOTE: Final = "备注 说明 描述 备注说明 note notes remark remarks comment comments description"
_FOCUS: Final = "重点关注 重点 是否重点 关注 星标 focus starred"
_TO: Final = "结束日期 终止日期 截止日期 结束 enddate validto to"
_FROM: Final = "开始日期 起始日期 开始 生效日期 startdate validfrom from"

COLUMNS: Final[dict[str, dict[str, str]]] = {
    "teams": {
        "code": f"团队编号 团队编码 部门编号 部门编码 {_CODE}",
        "name": "团队 团队名称 部门名称 部门 名称 name team department",
        "parent": "上级团队 上级部门 所属部门 parent parentteam",
        "leader": "主管 负责人 团队负责人 部门负责人 经理 领导 leader manager head",
    },
    "employees": {
        "code": f"工号 员工编号 员工编码 员工号 employeeid staffid userid {_CODE}",
        "name": "姓名 员工姓名 员工 名字 销售 name fullname employee",
        "email": "邮箱 电子邮箱 电子邮件 邮件 公司邮箱 email mail",
        "team": "团队 部门 所属部门 所属团队 组别 team department",
        "title": "职务 职位 岗位 头衔 title jobtitle position",
        "role": "角色 权限 系统角色 role profile",
        "sales": "是否销售 销售岗 是否销售岗 sales issales",
        "joined_on": "入职日期 入职时间 入职 joinedon hiredate startdate",
        "left_on": "离职日期 离职时间 离职 lefton enddate",
    },
    "competitors": {
        "code": f"友商编号 友商编码 {_CODE}",
        "name": "友商 友商名称 竞争对手 竞争对手名称 竞品 公司 公司名称 名称 name competitor rival",
    },
    "customers": {
        "code": f"客户编号 客户编码 客户代码 客户号 accountid customerid accountnumber {_CODE}",
        "name": "客户名称 客户 公司名称 公司 企业名称 单位名称 单位 客户全称 客户名 名称 name accountname customername "
        "customer company account companyname",
        "industry": "行业 所属行业 客户行业 industry sector",
        "region": "区域 地区 省份 大区 城市 所在地区 所属区域 所在地 region area province city state billingstate",
        "parent": "上级客户 母公司 集团 所属集团 上级单位 parent parentaccount parentcompany",
        "focus": f"重点客户 是否重点客户 {_FOCUS}",
        "contribution": "贡献 贡献度 价值贡献 contribution",
        "potential": "潜力 客户潜力 potential",
        "created_on": "建档日期 创建日期 创建时间 建立日期 合作日期 成为客户日期 createdon createddate created",
        "closed_on": "关闭日期 停止合作日期 流失日期 closedon",
    },
    "ownerships": {
        "customer": "客户名称 客户 客户编号 公司 公司名称 customer account",
        "employee": "负责人 客户经理 归属人 归属 销售 业务员 销售负责人 所有人 跟进人 owner accountowner salesperson "
        "employee rep salesrep",
        "valid_from": f"归属日期 分配日期 {_FROM}",
        "valid_to": _TO,
    },
    "account_team": {
        "customer": "客户名称 客户 客户编号 公司 公司名称 customer account",
        "employee": "成员 员工 同事 姓名 member employee colleague",
        "role": "角色 分工 role",
        "valid_from": f"加入日期 {_FROM}",
        "valid_to": f"退出日期 {_TO}",
    },
    "strategy_choices": {
        "customer": "客户名称 客户 客户编号 公司 公司名称 customer account",
        "strategy": "策略 客户策略 选定策略 strategy",
        "chosen_on": "选定日期 生效日期 日期 chosenon date",
        "chosen_by": "选定人 chosenby",
        "reason": f"理由 原因 reason why {_NOTE}",
    },
    "key_people": {
        "code": f"联系人编号 联系人编码 人员编号 contactid personid {_CODE}",
        "customer": "客户名称 客户 公司 公司名称 企业名称 单位 单位名称 所属客户 所属公司 客户编号 工作单位 customer "
        "account accountname company companyname organization",
        "name": "姓名 联系人 联系人姓名 关键人 客户姓名 名字 名称 name fullname contact contactname",
        "department": "部门 所在部门 所属部门 科室 department dept",
        "title": "职务 职位 岗位 头衔 职称 title jobtitle position",
        "reports_to": "上级 汇报给 汇报对象 直接上级 上司 直属领导 reportsto manager superior",
        "top": "最高负责人 一把手 是否最高负责人 top",
        "nobody_found": "确认无人 nobodyfound",
        "focus": f"重点关键人 {_FOCUS}",
        "email": "邮箱 电子邮箱 电子邮件 邮件 email mail emailaddress",
        "phone": "手机 电话 手机号 手机号码 联系电话 联系方式 移动电话 办公电话 座机 phone mobile telephone tel "
        "mobilephone cell",
        "joined_on": "认识日期 建立日期 创建日期 创建时间 入职日期 开始日期 首次接触日期 joinedon createdon created",
        "left_on": "离职日期 离开日期 离职时间 lefton",
    },
    # The likeliest words for a superior are left to the list of key persons, which most tables are.
    "reporting": {
        "key_person": "下属 下级 汇报人 关键人 keyperson subordinate",
        "reports_to": "当时上级 时任上级 上级 汇报给 汇报对象 直接上级 上司 reportsto manager superior",
        "valid_from": _FROM,
        "valid_to": _TO,
    },
    "assessments": {
        "key_person": "关键人 联系人 姓名 联系人编号 keyperson contact name",
        "party": "对象方 友商 竞争对手 对象 party competitor",
        "effective_on": "评估日期 生效日期 日期 评估时间 effectiveon date",
        "closeness": "关系紧密度 紧密度 亲密度 关系 客户关系 关系程度 态度 closeness relationship attitude",
        "solution": "方案认可度 方案 方案认可 认可度 solution",
        "price": "价格接受度 价格 价格接受 price",
        "veto": "一票否决 否决权 一票否决人 veto",
        "approver": "一票批准 批准权 一票批准人 approver",
        "assessor": "评估人 assessor",
        "note": f"评估说明 依据 {_NOTE}",
        "evidence": "",
    },
    "influences": {
        "key_person": "关键人 联系人 被影响人 keyperson contact",
        "kind": "种类 类型 影响类型 kind type",
        "influencer": "影响者 相识人 介绍人 认识的同事 influencer",
        "contact_name": "对方联系人 友商人员 contactname",
        "valid_from": _FROM,
        "valid_to": _TO,
        "note": f"相识说明 {_NOTE}",
        "evidence": "",
    },
    "opportunities": {
        "code": f"商机编号 商机编码 项目编号 项目编码 opportunityid dealid {_CODE}",
        "customer": "客户名称 客户 公司 公司名称 单位 单位名称 企业名称 所属客户 客户编号 customer account accountname "
        "company",
        "name": "商机名称 商机 项目名称 项目 机会名称 名称 主题 name opportunityname opportunity deal dealname project",
        "owner": "负责人 客户经理 销售 销售负责人 商机负责人 项目负责人 所有人 业务员 owner opportunityowner "
        "salesperson",
        "amount": "金额 商机金额 预计金额 项目金额 合同金额 预计成交金额 预计收入 总金额 amount value dealvalue "
        "revenue",
        "stage": "阶段 商机阶段 销售阶段 项目阶段 stage salesstage",
        "status": "状态 商机状态 结果 项目状态 status result outcome",
        "origin": "来源 商机来源 origin leadsource source",
        "focus": f"重点项目 重点商机 {_FOCUS}",
        "opened_on": "立项日期 开始日期 创建日期 创建时间 发现日期 商机日期 openedon createddate created opendate",
        "expected_on": "预计成交日期 预计签约日期 预计签单日期 预计结单日期 预计成交时间 expectedon "
        "expectedclosedate closedate",
        "closed_on": "结束日期 关闭日期 成交日期 签约日期 赢单日期 结单日期 closedon closeddate wondate",
    },
    "chain_members": {
        "opportunity": "商机名称 商机 项目名称 项目 商机编号 opportunity deal",
        "key_person": "联系人 关键人 姓名 联系人姓名 keyperson contact name",
        "role": "角色 决策角色 决策链角色 role",
        "position": "顺序 序号 位置 position order",
    },
    "influence_uses": {
        "opportunity": "商机名称 商机 项目名称 项目 opportunity",
        "employee": "员工 使用人 同事 employee",
        "key_person": "关键人 联系人 keyperson contact",
        "used_on": "使用日期 日期 usedon date",
        "note": _NOTE,
        "grade": "作用 贡献类型 级别 grade",
        "owner_confirmed_on": "负责人确认日期 商机负责人确认 ownerconfirmedon",
        "employee_confirmed_on": "员工确认日期 本人确认 employeeconfirmedon",
    },
    "activities": {
        "code": f"活动编号 {_CODE}",
        "customer": "客户名称 客户 公司 公司名称 单位 单位名称 拜访客户 customer account company",
        "opportunity": "商机名称 商机 项目名称 项目 opportunity deal",
        "employee": "负责人 员工 拜访人 跟进人 销售 执行人 我方人员 employee owner assignedto salesperson",
        "kind": "类型 方式 活动类型 拜访方式 跟进方式 联系方式 kind type",
        "occurred_on": "日期 时间 拜访日期 活动日期 跟进时间 跟进日期 拜访时间 occurredon date activitydate",
        "key_people": "联系人 关键人 拜访对象 参与人 客户人员 keypeople contacts contact",
        "note": f"内容 跟进内容 拜访内容 纪要 沟通内容 主题 subject {_NOTE}",
    },
    "coverage_rounds": {
        "code": f"轮次编号 {_CODE}",
        "customer": "客户名称 客户 客户编号 公司 公司名称 customer account",
        "name": "轮次 轮次名称 名称 name round",
        "starts_on": "开始日期 开始 starton start",
        "due_on": "截止日期 完成日期 期限 dueon due deadline",
        "closed": "已结束 是否结束 closed",
    },
    "planned_contacts": {
        "round": "轮次 轮次编号 覆盖轮次 round",
        "key_person": "关键人 联系人 拜访对象 keyperson contact",
        "employee": "拜访人 员工 同事 employee colleague",
    },
    "plan_steps": {
        "code": f"计划编号 步骤编号 {_CODE}",
        "customer": "客户名称 客户 公司 公司名称 customer account company",
        "opportunity": "商机名称 商机 项目名称 项目 opportunity deal",
        "key_person": "关键人 联系人 对象 keyperson contact",
        "feature": "目标项 特征 指标 feature",
        "from_value": "计划时的值 原值 现值 fromvalue",
        "goal": "目标值 目标 goal target",
        "owner": "负责人 责任人 执行人 owner assignedto",
        "due_on": "计划完成日期 截止日期 完成期限 到期日 dueon duedate deadline",
        "status": "计划状态 完成状态 状态 status",
        "note": f"做法 行动 措施 {_NOTE}",
        "result": "结果 完成情况 result",
        "tactic": "战术 打法 战术代码 tactic",
        "planned_on": "制定日期 计划日期 plannedon",
        "settled_on": "完成日期 办结日期 settledon doneon",
    },
}

_YES_NO: Final = {"yes": "是 有 对 真 y true 1 √ ✓ 重点", "no": "否 无 没有 不是 假 n false 0 × 普通 非重点 一般"}
_STANCES: Final = {
    "2": "强支持 非常支持 铁杆 +2 很好 非常好 strongsupport",
    "1": "支持 +1 好 较好 友好 support supportive positive",
    "0": "中立 一般 中 neutral",
    "-1": "反对 不支持 差 较差 不友好 oppose opposed negative",
    "-2": "强反对 强烈反对 非常反对 很差 敌对 strongoppose",
    "": "未知 不清楚 不详 待确认 ? unknown",
}
_VOTES: Final = {**_YES_NO, "": "未知 不清楚 不详 待确认 ? unknown"}
_HIGH_LOW: Final = {"high": "高 大", "low": "低 小", "": "未知"}

VALUES: Final[dict[str, dict[str, str]]] = {
    "employees.role": {
        "member": "成员 员工 普通 普通员工 销售 user",
        "executive": "高管 老板 领导 总经理",
        "admin": "管理员 administrator",
    },
    "employees.sales": _YES_NO,
    "customers.focus": _YES_NO,
    "customers.contribution": _HIGH_LOW,
    "customers.potential": _HIGH_LOW,
    "key_people.top": _YES_NO,
    "key_people.nobody_found": _YES_NO,
    "key_people.focus": _YES_NO,
    "assessments.closeness": _STANCES,
    "assessments.solution": _STANCES,
    "assessments.price": _STANCES,
    "assessments.veto": _VOTES,
    "assessments.approver": _VOTES,
    "influences.kind": {"internal": "内部 客户内部", "ours": "我司 我方 同事", "competitor": "友商 竞争对手"},
    "opportunities.status": {
        "open": "进行中 跟进中 跟进 在谈 未结束 未关闭 开放 inprogress",
        "won": "赢单 成交 已成交 赢 中标 已中标 签约 已签约 成功 closedwon",
        "lost": "输单 丢单 失败 未中标 输 流失 取消 已取消 closedlost",
    },
    "opportunities.origin": {
        "captured": "捕获 客户来电 招标 客户主动 转介绍 公开招标 inbound",
        "incubated": "孵化 自主开发 主动开发 销售开发 outbound",
    },
    "opportunities.focus": _YES_NO,
    "influence_uses.grade": {
        "sourced": "带来 带来商机 引荐 来源 源自 sourced",
        "assisted": "助攻 协助 推动 助力 assisted",
    },
    "coverage_rounds.closed": _YES_NO,
    "account_team.role": {
        "account": "客户经理 客户责任人 客户 ar accountmanager",
        "solution": "解决方案经理 方案经理 方案 售前 sr presales",
        "delivery": "交付经理 交付 实施 fr implementation",
    },
    "strategy_choices.strategy": {
        "acquire": "客户获取 获取",
        "grow": "客户提升 提升",
        "retain": "客户维系 维系",
        "win_back": "亡羊补牢 挽回 winback",
        "watch": "以静制动 观望",
    },
    "chain_members.role": {
        "user": "使用者 用户 使用人 使用部门 enduser",
        "evaluator": "评估者 技术评估 评估人 评审 influencer",
        "decider": "决策者 决策人 拍板人 decisionmaker economicbuyer",
        "approver": "批准人 批准者 审批人 executivesponsor",
        "gatekeeper": "把关者 把关人 采购 守门人",
        "coach": "教练 内线 向导 champion",
    },
    "activities.kind": {
        "visit": "拜访 上门 上门拜访 登门 现场拜访",
        "call": "电话 通话 致电 电话沟通 phone",
        "meeting": "会议 开会 面谈 线上会议",
        "demo": "演示 产品演示 交流 技术交流 presentation",
        "event": "活动 展会 沙龙 宴请",
        "message": "消息 微信 邮件 短信 email wechat",
    },
    "plan_steps.feature": {
        "closeness": "关系紧密度 紧密度 关系",
        "solution": "方案认可度 方案 认可度",
        "price": "价格接受度 价格",
        "veto": "一票否决 否决权 一票否决人",
        "approver": "一票批准 批准权 一票批准人",
    },
    "plan_steps.from_value": {**_STANCES, **_VOTES},
    "plan_steps.goal": {**_STANCES, **_VOTES},
    "plan_steps.status": {
        "open": "进行中 未完成 待办 未开始 todo inprogress",
        "done": "已完成 完成 closed",
        "dropped": "已放弃 放弃 取消 已取消 cancelled",
    },
}
"""By column: what a value of ours (blank: unknown) is called elsewhere."""
