"""Our own people: three levels of sales teams, the other departments, one executive, one administrator."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from renmai.demo import bundle
from renmai.demo.bundle import YES, Bundle
from renmai.demo.chance import pick, stream
from renmai.demo.era import Era, day_between
from renmai.demo.names import person_name

EXECUTIVE, ADMINISTRATOR, SALES_HEAD = "X001", "A001", "S001"
USUAL_CUSTOMERS = 400
GROUP_SIZE = 8
LEAVER_SHARE = 0.07


@dataclass(frozen=True, slots=True)
class Office:
    """A city with a sales group: the division it belongs to, its salespeople at the usual size, who left lately."""

    code: str
    city: str
    division: str
    people: int
    leavers: int = 0


DIVISIONS = (("EAST", "东区"), ("NORTH", "北区"), ("SOUTH", "南区"), ("WEST", "西区"))
OFFICES = (
    Office("EAST-SH", "上海", "EAST", 3),
    Office("EAST-NJ", "南京", "EAST", 2),
    Office("EAST-HZ", "杭州", "EAST", 3),
    Office("NORTH-BJ", "北京", "NORTH", 3, leavers=1),
    Office("NORTH-SY", "沈阳", "NORTH", 2),
    Office("SOUTH-GZ", "广州", "SOUTH", 3),
    Office("SOUTH-WH", "武汉", "SOUTH", 2, leavers=1),
    Office("WEST-CD", "成都", "WEST", 2),
)
DEPARTMENTS = (
    ("PRESALES", "解决方案部", 18, "首席方案架构师", ("方案架构师", "售前顾问", "行业专家")),
    ("RD", "研发中心", 30, "研发总监", ("软件工程师", "算法工程师", "测试工程师", "产品经理")),
    ("DELIVERY", "交付中心", 28, "交付总监", ("项目经理", "实施工程师", "现场工程师")),
    ("SERVICE", "客户服务部", 14, "服务总监", ("服务工程师", "客户成功经理")),
    ("FINANCE", "财务部", 8, "财务总监", ("会计", "应收专员", "成本主管")),
    ("WAREHOUSE", "仓储物流部", 9, "仓储经理", ("仓库主管", "物流专员", "质检员")),
    ("PEOPLE", "人力行政部", 6, "人力资源总监", ("招聘主管", "行政专员")),
    ("MARKETING", "市场部", 7, "市场总监", ("市场经理", "活动策划")),
)


@dataclass(slots=True)
class Staff:
    """Everybody who can own a customer, recommend us or know somebody."""

    offices: dict[str, list[bundle.Employee]] = field(default_factory=lambda: defaultdict(list))
    departments: dict[str, list[bundle.Employee]] = field(default_factory=lambda: defaultdict(list))
    divisions: dict[str, str] = field(default_factory=dict)
    """Division code -> code of the director."""
    others: list[bundle.Employee] = field(default_factory=list)
    """All departments in one list."""

    def sellers(self, office: str, day: date) -> list[bundle.Employee]:
        """The salespeople of an office on a day; never empty, as group leaders stay."""
        return [seller for seller in self.offices[office] if employed(seller, day)]

    def colleague(self, chance: Random, day: date) -> bundle.Employee | None:
        """Somebody who does not sell and worked with us on that day, if a few tries find one."""
        tries = (chance.choice(self.others) for _ in range(4))
        return next((found for found in tries if employed(found, day)), None)


def employed(employee: bundle.Employee, day: date) -> bool:
    joined, left = employee.joined_on, employee.left_on
    return (joined is None or joined <= day) and (left is None or day < left)


def write_staff(out: Bundle, size: int, era: Era) -> Staff:
    hiring = _Hiring(out, Staff(), era, size / USUAL_CUSTOMERS)
    hiring.management()
    hiring.sales()
    hiring.departments()
    return hiring.staff


@dataclass(frozen=True, slots=True)
class _Hiring:
    """Writes teams and employees, `scale` times the usual number."""

    out: Bundle
    staff: Staff
    era: Era
    scale: float

    def management(self) -> None:
        self._hire(EXECUTIVE, "", "总经理", 140, role="executive")
        self._hire(ADMINISTRATOR, "PEOPLE", "系统管理员", 70, role="admin")

    def sales(self) -> None:
        self.out.write(bundle.Team("SALES", "销售中心", "", SALES_HEAD))
        self._hire(SALES_HEAD, "SALES", "销售副总裁", 120, sales=YES)
        for number, (code, name) in enumerate(DIVISIONS, start=2):
            director = f"S{number:03d}"
            self.staff.divisions[code] = director
            self.out.write(bundle.Team(code, f"{name}销售部", "SALES", director))
            self._hire(director, code, f"{name}销售总监", 110, sales=YES)
        number = len(DIVISIONS) + 2
        for office in OFFICES:
            number = self._open(office, number)

    def _open(self, office: Office, number: int) -> int:
        """Its groups and salespeople, numbered from `number`; returns the next free number."""
        count = max(1, round(office.people * self.scale))
        leavers = round(office.leavers * self.scale) or min(1, office.leavers)
        for place in range(count + leavers):
            group, first = divmod(place, GROUP_SIZE)
            team = office.code if group == 0 else f"{office.code}-{group + 1}"
            code = f"S{number + place:03d}"
            if first == 0:
                name = f"{office.city}组" if group == 0 else f"{office.city}{group + 1}组"
                self.out.write(bundle.Team(team, name, office.division, code))
            self.staff.offices[office.code].append(self._seller(code, team, first == 0, place >= count))
        return number + count + leavers

    def _seller(self, code: str, team: str, leads: bool, leaves: bool) -> bundle.Employee:
        chance = stream("seller", code)
        if leads:
            return self._hire(code, team, "销售经理", 96 + 12 * chance.random(), sales=YES)
        if leaves:
            left = self.era.day(6 + 4 * chance.random())
            return self._hire(code, team, "客户经理", 60 + 20 * chance.random(), left_on=left, sales=YES)
        months = pick(chance, [(6 + 14 * chance.random(), 1), (30 + 50 * chance.random(), 3)])
        return self._hire(code, team, pick(chance, [("客户经理", 3), ("高级客户经理", 2)]), months, sales=YES)

    def departments(self) -> None:
        number = 1
        for code, name, people, head, titles in DEPARTMENTS:
            self.out.write(bundle.Team(code, name, "", f"E{number:03d}"))
            for place in range(max(1, round(people * self.scale))):
                employee = self._colleague(f"E{number:03d}", code, head if place == 0 else "", titles)
                self.staff.departments[code].append(employee)
                self.staff.others.append(employee)
                number += 1

    def _colleague(self, code: str, team: str, head: str, titles: tuple[str, ...]) -> bundle.Employee:
        if head:
            return self._hire(code, team, head, 90)
        chance = stream("colleague", code)
        months = 4 + 80 * chance.random()
        left = None
        if chance.random() < LEAVER_SHARE:
            first = max(self.era.day(months), self.era.start) + timedelta(days=30)
            left = day_between(chance, first, self.era.until)
        return self._hire(code, team, chance.choice(titles), months, left_on=left)

    def _hire(
        self,
        code: str,
        team: str,
        title: str,
        months_ago: float,
        *,
        left_on: date | None = None,
        role: str = "member",
        sales: str = "",
    ) -> bundle.Employee:
        employee = bundle.Employee(
            code=code,
            name=person_name(stream("name", code)),
            email=f"{code.lower()}@liyuan.example",
            team=team,
            title=title,
            role=role,
            sales=sales,
            joined_on=self.era.day(months_ago),
            left_on=left_on,
        )
        self.out.write(employee)
        return employee
