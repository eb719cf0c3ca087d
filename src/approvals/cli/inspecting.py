"""The commands of oversight in the table of commands: inspections, special supervision, visits, accountability, audits, problems, projects, groups."""

from collections.abc import Mapping

from approvals.cli.lazy import Noun, Verb
from approvals.language import N_

INSPECTING: Mapping[str, Noun] = {
    "inspection": Noun(
        N_("Inspections of counters, towns and departments: found, put right, checked again."),
        {
            "record": Verb("inspection:record", N_("Record an inspection in one line."), "inspection record C01 --finding absent --on 2026-04-01 --as luoxia"),
            "rectified": Verb("inspection:rectified", N_("Record that it was put right."), "inspection rectified JC-2026-0001 --measure 已补岗 --as heqiang"),
            "recheck": Verb("inspection:recheck", N_("Record that the office checked again."), "inspection recheck JC-2026-0001 --passed --as luoxia"),
            "void": Verb("inspection:void", N_("Void an inspection entered by mistake."), "inspection void JC-2026-0002 --reason 重复登记 --as luoxia"),
            "show": Verb("inspection:show", N_("Show an inspection."), "inspection show JC-2026-0001 --as luoxia"),
            "list": Verb("inspection:list_", N_("List inspections, the most urgent first."), "inspection list --all --as luoxia"),
        },
    ),
    "supervision": Noun(
        N_("Special supervision: the plan, its findings, what was put right, the report."),
        {
            "plan": Verb(
                "supervision:plan",
                N_("Plan a special supervision."),
                "supervision plan 村级重大事项决策 --object 云溪镇 --content 四议两公开 --as luoxia",
            ),
            "found": Verb(
                "supervision:found",
                N_("Record a finding."),
                "supervision found ZX-2026-0001 --text 会议记录不全 --object JS --on 2026-04-01 --rectify-by 2026-04-15 --as luoxia",
            ),
            "rectified": Verb(
                "supervision:rectified", N_("Record that a finding was put right."), "supervision rectified ZX-2026-0001 1 --measure 已补齐 --as heqiang"
            ),
            "report": Verb("supervision:report", N_("Record the report."), "supervision report ZX-2026-0001 --document 云开效能〔2026〕6号 --as luoxia"),
            "close": Verb("supervision:close", N_("Close what is reported on and put right."), "supervision close ZX-2026-0002 --as luoxia"),
            "void": Verb("supervision:void", N_("Void a plan entered by mistake."), "supervision void ZX-2026-0001 --reason 重复登记 --as luoxia"),
            "show": Verb("supervision:show", N_("Show a special supervision."), "supervision show ZX-2026-0001 --as luoxia"),
            "list": Verb("supervision:list_", N_("List special supervisions."), "supervision list --as luoxia"),
        },
    ),
    "visit": Noun(
        N_("Visits of superior organs to enterprises, and the co-operation that was due."),
        {
            "record": Verb(
                "visit:record",
                N_("Record a visit."),
                "visit record 云岭市应急管理局 鑫源化工有限公司 --purpose 安全生产检查 --department HB --as luoxia",
            ),
            "cooperated": Verb("visit:cooperated", N_("Record how the department co-operated."), "visit cooperated ZF-2026-0001 --text 派人陪同 --as luoxia"),
            "result": Verb("visit:result", N_("Record what came of a visit."), "visit result ZF-2026-0001 --text 未发现问题 --as luoxia"),
            "void": Verb("visit:void", N_("Void a visit entered by mistake."), "visit void ZF-2026-0001 --reason 重复登记 --as luoxia"),
            "show": Verb("visit:show", N_("Show a visit."), "visit show ZF-2026-0001 --as luoxia"),
            "list": Verb("visit:list_", N_("List visits."), "visit list --as luoxia"),
        },
    ),
    "accountability": Noun(
        N_("Who was held to account, why, and by which measure."),
        {
            "record": Verb(
                "accountability:record",
                N_("Record that somebody was held to account."),
                "accountability record JS --measure talk --reason 窗口脱岗 --decided-by 党工委会议 --because TS-2026-0001 --as luoxia",
            ),
            "void": Verb("accountability:void", N_("Void a record entered by mistake."), "accountability void WZ-2026-0001 --reason 重复登记 --as luoxia"),
            "show": Verb("accountability:show", N_("Show an accountability record."), "accountability show WZ-2026-0001 --as luoxia"),
            "list": Verb("accountability:list_", N_("List accountability records."), "accountability list --as luoxia"),
        },
    ),
    "audit": Noun(
        N_("Audits, and the sums found irregular, cut and adjusted."),
        {
            "record": Verb(
                "audit:record",
                N_("Record an audit with its sums."),
                "audit record 新桥路改造工程 --kind engineering --cut 128600.50 --department JS --as luoxia",
            ),
            "rectified": Verb("audit:rectified", N_("Record that what it found was put right."), "audit rectified SJ-2026-0001 --measure 已调账 --as heqiang"),
            "void": Verb("audit:void", N_("Void an audit entered by mistake."), "audit void SJ-2026-0001 --reason 重复登记 --as luoxia"),
            "show": Verb("audit:show", N_("Show an audit."), "audit show SJ-2026-0001 --as luoxia"),
            "list": Verb("audit:list_", N_("List audits with the totals of their sums."), "audit list --as luoxia"),
        },
    ),
    "problem": Noun(
        N_("Problems of enterprises: raised, under way, settled and off the list."),
        {
            "record": Verb(
                "problem:record",
                N_("Put a problem on the list."),
                "problem record 宏达玻璃有限公司 厂区道路破损 --department JS --person heqiang --as luoxia",
            ),
            "progress": Verb("problem:progress", N_("Record what was done meanwhile."), "problem progress WT-2026-0001 --text 已进场施工 --as heqiang"),
            "settle": Verb("problem:settle", N_("Take a settled problem off the list."), "problem settle WT-2026-0001 --how 排水管网已疏通 --as heqiang"),
            "reopen": Verb("problem:reopen", N_("Put a problem on the list again."), "problem reopen WT-2026-0002 --reason 企业反映仍未通电 --as luoxia"),
            "void": Verb("problem:void", N_("Void a problem entered by mistake."), "problem void WT-2026-0001 --reason 重复登记 --as luoxia"),
            "show": Verb("problem:show", N_("Show a problem."), "problem show WT-2026-0001 --as luoxia"),
            "list": Verb("problem:list_", N_("List problems, the most urgent first."), "problem list --as luoxia"),
        },
    ),
    "project": Noun(
        N_("Major projects: their requests, problems and duties, one line each."),
        {
            "join": Verb("project:join", N_("Let requests join a project."), "project join P1 2026-0012 --as luoxia"),
            "leave": Verb("project:leave", N_("Let requests leave a project, for a reason."), "project leave P1 2026-0004 --reason 不属本项目 --as luoxia"),
            "list": Verb("project:list_", N_("List the projects, one line each."), "project list"),
            "show": Verb("project:show", N_("Show a project with all that stands behind its line."), "project show P1"),
        },
    ),
    "group": Noun(
        N_("Supervision groups: leader, members, projects, duties done and missed."),
        {
            "list": Verb("group:list_", N_("List the supervision groups."), "group list"),
            "show": Verb("group:show", N_("Show a group with the periods of its duties."), "group show D1"),
        },
    ),
}
