"""The sample register lived on until every kind of document is there; what tests of documents share."""

import json
import re
import shlex
from pathlib import Path

from console import Ended, run_line

# What happens to the sample's requests beyond its spring, so that every kind of document is there.
LIVED = """
request supplied 2026-0011 --on 2026-03-27 --as liwen
request accept 2026-0011 --on 2026-03-27 --as liwen
request decline 2026-0010 --ground 不属于本机关职权范围 --authority 云岭市住房和城乡建设局 --on 2026-03-31 --as liwen
request resume 2026-0012 --on 2026-04-07 --as liwen
request stop 2026-0012 听证 --days 5 --on 2026-04-08 --as liwen
request stop 2026-0012 听证 --days 8 --document 云开资规特〔2026〕第2号 --again --on 2026-04-10 --as liwen
request resume 2026-0012 --on 2026-04-15 --as liwen
request extend 2026-0003 --days 5 --approver 谭国华 --reason 方案需要进一步论证 --told-on 2026-04-01 --on 2026-04-01 --as tanguohua
request publish 2026-0003 --reason 设计方案涉及相邻地块日照分析，需要补充论证 --on 2026-04-01 --as liwen
request decide 2026-0003 --refused --reason 方案不符合控制性详细规划确定的建筑高度 --on 2026-04-02 --as zhoumin
request complete 2026-0004 --certificate 云开环审〔2026〕7号 --on 2026-03-24 --as huangying
request deliver 2026-0004 --how handed --on 2026-03-25 --as huangying
request complete 2026-0003 --on 2026-04-02 --as liwen
request deliver 2026-0001 --how handed --on 2026-03-23 --as liwen
request deliver 2026-0003 --how post --record 云开资规送〔2026〕第0001号 --on 2026-04-03 --as liwen
request receive GH-03 --applicant 河畔置业有限公司 --on 2026-04-09 --as liwen
request accept 2026-0018 --on 2026-04-20 --as liwen
request receive GH-03 --applicant 新桥科技有限公司 --on 2026-04-09 --as liwen
request accept 2026-0019 --following 5 --follow-by 2026-04-30 --on 2026-04-10 --as liwen
request supplement 2026-0019 --missing 3 --by 2026-04-24 --on 2026-04-14 --as liwen
request receive WL-08 --applicant 星光演艺有限公司 --on 2026-04-09 --as liwen
request receive SB-01 --applicant 赵敏 --on 2026-04-09 --as liwen
request supplement 2026-0016 --missing 1 --arising --on 2026-03-25 --as liwen
request supplied 2026-0016 --missing 1 --on 2026-03-26 --as liwen
"""
# Which of them are kept as golden texts: a request, a document, and its event's place among those of the kind.
KEPT = (
    "2026-0001 receipt",
    "2026-0001 acceptance",
    "2026-0001 grant",
    "2026-0001 delivery",
    "2026-0003 extension",
    "2026-0003 overrun",
    "2026-0003 refusal",
    "2026-0003 delivery",
    "2026-0004 grant",
    "2026-0004 delivery",
    "2026-0006 grant",
    "2026-0010 decline",
    "2026-0011 supplement",
    "2026-0011 supplied",
    "2026-0011 acceptance",
    "2026-0012 special 0",
    "2026-0012 special 1",
    "2026-0012 special 2",
    "2026-0013 acceptance",
    "2026-0015 grant",
    "2026-0016 receipt",
    "2026-0016 supplement 1",
    "2026-0016 supplied",
    "2026-0018 acceptance",
    "2026-0019 acceptance",
    "2026-0019 supplement",
    "2026-0020 receipt",
    "2026-0021 receipt",
)
_CODE = re.compile(r"(?<=查询码：)([\d-]+)-[0-9a-f]{8}")


def live(root: Path) -> list[Ended]:
    return [run_line(*shlex.split(line), "--register", str(root)) for line in LIVED.split("\n") if line]


def printed(root: Path, kept: str) -> str:
    number, kind, *place = kept.split()
    known = json.loads(run_line("request", "print", number, "--format", "json", "--register", str(root)).out)
    events = [one["event"] for one in known if one["document"] == kind]
    ended = run_line("request", "print", number, kind, "--event", str(events[int(place[0]) if place else 0]), "--register", str(root))
    assert ended.code == 0, ended
    return _CODE.sub(r"\1-…", ended.out)
