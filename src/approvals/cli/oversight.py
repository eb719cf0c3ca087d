"""The commands of oversight in the table of commands: complaints, duties, powers, bulletins, ballots, and what the efficiency office records beside them."""

from collections.abc import Mapping

from approvals.cli.ballots import BALLOTS
from approvals.cli.inspecting import INSPECTING
from approvals.cli.lazy import Noun, Verb
from approvals.language import N_

OVERSIGHT: Mapping[str, Noun] = {
    **BALLOTS,
    "complaint": Noun(
        N_("Complaints: recorded, handled, concluded, replied."),
        {
            "record": Verb(
                "complaint:record",
                N_("Record a complaint, at any hour."),
                "complaint record 窗口无人在岗 --channel hotline --about attitude --department JS --as luoxia",
            ),
            "hand-over": Verb(
                "complaint:hand_over",
                N_("Record that a report of wrongdoing went to the discipline organ."),
                "complaint hand-over --to 纪检监察工委 --as luoxia",
            ),
            "accept": Verb("complaint:accept", N_("Accept a complaint and say how it is handled."), "complaint accept TS-2026-0001 --way self --as luoxia"),
            "refuse": Verb(
                "complaint:refuse", N_("Do not accept a complaint, and say why."), "complaint refuse TS-2026-0001 --reason 不属受理范围 --as luoxia"
            ),
            "assign": Verb("complaint:assign", N_("Assign a complaint to a department."), "complaint assign TS-2026-0002 --to JS --as luoxia"),
            "classify": Verb("complaint:classify", N_("Put a complaint into a class."), "complaint classify TS-2026-0001 urgent --as luoxia"),
            "extend": Verb(
                "complaint:extend", N_("Extend the handling, once."), "complaint extend TS-2026-0002 --approver 陈主任 --reason 情况复杂 --as luoxia"
            ),
            "progress": Verb("complaint:progress", N_("Enter what was done meanwhile."), "complaint progress TS-2026-0002 --text 已约谈当事人 --as luoxia"),
            "handle": Verb("complaint:handle", N_("Record how a complaint was handled."), "complaint handle TS-2026-0002 --measure 已补岗 --as luoxia"),
            "conclude": Verb("complaint:conclude", N_("Record what was found."), "complaint conclude TS-2026-0003 true --remedy at-once --as luoxia"),
            "reply": Verb("complaint:reply", N_("Record the reply, or why none is possible."), "complaint reply TS-2026-0004 --how 电话 --as luoxia"),
            "follow-up": Verb("complaint:follow_up", N_("Record the follow-up call."), "complaint follow-up TS-2026-0005 --satisfied --as luoxia"),
            "void": Verb("complaint:void", N_("Void a complaint entered by mistake."), "complaint void TS-2026-0001 --reason 重复登记 --as luoxia"),
            "show": Verb("complaint:show", N_("Show a complaint with its four checks."), "complaint show TS-2026-0005 --as luoxia"),
            "list": Verb("complaint:list_", N_("List complaints, the most urgent first."), "complaint list --as luoxia"),
            "alike": Verb("complaint:alike", N_("Propose complaints alike for one meeting."), "complaint alike --today 2026-04-01 --as luoxia"),
            "meeting": Verb(
                "meeting:meeting",
                N_("Record one coordination meeting for several complaints."),
                "complaint meeting TS-2026-0001 TS-2026-0002 --decision 窗口实行双岗 --document 调度纪要1号 --as luoxia",
            ),
        },
    ),
    "duty": Noun(
        N_("Recurring duties: what has to be done in each week, month or quarter."),
        {
            "list": Verb("duty:list_", N_("List the duties that are due, and every missed one."), "duty list"),
            "done": Verb("duty:done", N_("Record that a duty was done."), "duty done weekly-bulletin --document 通报第1期 --as luoxia"),
            "skip": Verb("duty:skip", N_("Leave a duty out for a period, for a reason."), "duty skip weekly-bulletin --reason 全国会议 --as luoxia"),
            "show": Verb("duty:show", N_("Show a duty with its periods."), "duty show weekly-bulletin"),
        },
    ),
    "powers": Noun(
        N_("Rules on how powers are used: the compendium of powers."),
        {
            "check": Verb("powers:check", N_("Report every problem of every file of rules on powers."), "powers check"),
            "list": Verb("powers:list_", N_("List the powers, and count their rules."), "powers list --department GH"),
            "show": Verb("powers:show", N_("Show a power with its rules."), "powers show GH-Q01"),
            "print": Verb("powers:print_", N_("Print the compendium: text, HTML, PDF or DOCX."), "powers print GH-Z01"),
        },
    ),
    "bulletin": Noun(
        N_("Bulletins: what a week, a month or a quarter was."),
        {
            "weekly": Verb("bulletin:weekly", N_("Print the bulletin of a calendar week."), "bulletin weekly --date 2026-03-25 --as luoxia"),
            "monthly": Verb("bulletin:monthly", N_("Print the bulletin of a month."), "bulletin monthly --date 2026-03-01 --as luoxia"),
            "quarterly": Verb("bulletin:quarterly", N_("Print the bulletin of a quarter."), "bulletin quarterly --date 2026-03-01 --format json --as luoxia"),
        },
    ),
    **INSPECTING,
}
