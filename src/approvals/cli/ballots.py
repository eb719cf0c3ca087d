"""The commands of ratings, rosters, evaluations and the assessment in the table of commands."""

from collections.abc import Mapping

from approvals.cli.lazy import Noun, Verb
from approvals.language import N_

BALLOTS: Mapping[str, Noun] = {
    "rating": Noun(
        N_("Ratings of finished requests: one of five levels, once each."),
        {
            "list": Verb("rating:list_", N_("Count the ratings by department and level."), "rating list --as luoxia"),
            "show": Verb("rating:show", N_("Show a rating."), "rating show PJ-2026-0001 --as luoxia"),
            "void": Verb("rating:void", N_("Void a rating made by mistake."), "rating void PJ-2026-0001 --reason 误评 --as luoxia"),
        },
    ),
    "evaluator": Noun(
        N_("The rosters: efficiency supervisors and public evaluators, their terms and what they took part in."),
        {
            "appoint": Verb(
                "evaluator:appoint",
                N_("Appoint somebody for a term."),
                "evaluator appoint 王强 --kind supervisor --unit 云岭商会 --source enterprise --from 2026-03-01 --until 2028-02-29 --as luoxia",
            ),
            "reappoint": Verb(
                "evaluator:reappoint", N_("Appoint for a further term."), "evaluator reappoint RY-2026-0001 --from 2027-04-01 --until 2029-03-31 --as luoxia"
            ),
            "dismiss": Verb("evaluator:dismiss", N_("Dismiss somebody, for a reason."), "evaluator dismiss RY-2026-0001 --reason 全年未参加活动 --as luoxia"),
            "log": Verb("evaluator:log", N_("Log what somebody took part in."), "evaluator log RY-2026-0001 季度座谈会 --as luoxia"),
            "strike": Verb("evaluator:strike", N_("Strike out somebody entered by mistake."), "evaluator strike RY-2026-0001 --reason 重复录入 --as luoxia"),
            "import": Verb("evaluator:import_", N_("Appoint everybody of a table."), "evaluator import members.csv --kind evaluator --as luoxia"),
            "show": Verb("evaluator:show", N_("Show somebody on a roster."), "evaluator show RY-2026-0001 --as luoxia"),
            "list": Verb("evaluator:list_", N_("List the rosters, the terms that end first at the top."), "evaluator list --ending --as luoxia"),
        },
    ),
    "submission": Noun(
        N_("What supervisors submit, and what came of it."),
        {
            "record": Verb(
                "submission:record",
                N_("Record what a supervisor submits."),
                "submission record 窗口排队时间过长 --by RY-2026-0001 --department JS --on 2026-04-02 --as luoxia",
            ),
            "reply": Verb("submission:reply", N_("Record the reply."), "submission reply FY-2026-0001 --text 已增开窗口 --adopted --as luoxia"),
            "withdraw": Verb(
                "submission:withdraw", N_("Take out what was entered by mistake."), "submission withdraw FY-2026-0001 --reason 重复登记 --as luoxia"
            ),
            "show": Verb("submission:show", N_("Show a submission."), "submission show FY-2026-0001 --as luoxia"),
            "list": Verb("submission:list_", N_("List submissions, the most urgent first."), "submission list --as luoxia"),
        },
    ),
    "evaluation": Noun(
        N_("Evaluations: a questionnaire put to respondent groups, its ballots, its result."),
        {
            "open": Verb("evaluation:open_", N_("Open an evaluation."), "evaluation open annual --period 2026 --departments JS,GH --as luoxia"),
            "ballot": Verb(
                "evaluation:ballot", N_("Enter a ballot in one line."), "evaluation ballot PY-2026-0001 JS --group supervisor 1 2 1 1 - 2 1 --as luoxia"
            ),
            "import": Verb("evaluation:import_", N_("Enter the ballots of a table."), "evaluation import PY-2026-0001 ballots.csv --as luoxia"),
            "close": Verb("evaluation:close", N_("Close an evaluation."), "evaluation close PY-2026-0001 --as luoxia"),
            "void": Verb("evaluation:void", N_("Void an evaluation, or strike out a ballot."), "evaluation void PY-2026-0001 --reason 问卷有误 --as luoxia"),
            "result": Verb("evaluation:result", N_("Show the result by department and aspect."), "evaluation result PY-2026-0002 --as luoxia"),
            "comments": Verb("evaluation:comments", N_("List what is written below the questions."), "evaluation comments PY-2026-0002 --as luoxia"),
            "list": Verb("evaluation:list_", N_("List the evaluations."), "evaluation list --as luoxia"),
        },
    ),
    "assess": Noun(
        N_("The annual assessment: `approvals assess --year 2026`, and what lies beneath each figure."),
        {
            "result": Verb("assessment:result", N_("Show where every department stands."), "assess result --year 2026 --as luoxia"),
            "show": Verb("assessment:show", N_("Open a figure to the list beneath it."), "assess show JS cards --year 2026 --as luoxia"),
            "item": Verb(
                "assessment:item",
                N_("Give or take points by hand."),
                "assess item JS --year 2026 --points -2 --reason 整改不到位 --signer 陈主任 --as luoxia",
            ),
            "veto": Verb("assessment:veto", N_("Veto a department."), "assess veto JS --year 2026 --reason 发生重大责任事故 --signer 陈主任 --as luoxia"),
            "revoke": Verb("assessment:revoke", N_("Take back points by hand, or a veto."), "assess revoke KH-2026-0001 --reason 录入有误 --as luoxia"),
            "freeze": Verb("assessment:freeze", N_("Freeze the inputs of a year."), "assess freeze --year 2026 --as luoxia"),
        },
        usual="result",
    ),
}
