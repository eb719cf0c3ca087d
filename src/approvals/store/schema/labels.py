"""The Chinese words that the views set beside codes; a test holds them equal to those of the catalogue."""

from collections.abc import Mapping

STAGES = {
    "received": "已收件，未受理",
    "waiting": "待补正",
    "accepted": "办理中",
    "stopped": "特别程序中",
    "forwarded": "已转报上级",
    "decided": "已决定，未办结",
    "completed": "办结",
    "delivered": "送达",
    "declined": "不予受理",
    "withdrawn": "撤回",
    "lapsed": "补正不来办结",
    "terminated": "终止",
    "voided": "作废",
}
UNITS = {"working_days": "工作日", "calendar_days": "自然日", "months": "月", "hours": "小时", "office_hours": "工作小时"}
DEADLINES = {
    "promised": "承诺",
    "statutory": "法定",
    "acceptance": "受理或补正告知",
    "waiting": "申请人补正",
    "following": "容缺后补材料",
    "extension": "延长",
    "stop": "特别程序",
    "step": "环节",
    "inspection": "指派两名以上工作人员",
    "joint": "联办部门",
    "hearing": "听证",
    "delivery": "送达",
    "declaration": "告知承诺核查",
    "publication": "公示",
    "renewal": "届满前决定",
    "order": "督办单答复",
}
FACTS = {
    "declined-without-reason": "不予受理未说明理由",
    "refused-without-reason": "不予许可未说明理由或者未告知救济途径",
    "second-supplement": "二次补正告知",
    "supplement-after-acceptance": "受理后要求补正",
    "supplement-late": "补正告知超期",
    "order-reversed": "时间倒置",
    "fee-without-basis": "不应收费而收费",
    "ended-without-reason": "作废、终止未说明理由",
    "accepted-incomplete": "必交材料不全而受理",
    "stop-near-end": "时限将尽才启动特别程序",
    "stop-without-notice": "特别程序没有书面告知",
    "stop-notice-late": "特别程序启动后才告知",
    "stop-longer-than-notified": "特别程序超过告知的时间",
    "procedure-not-closed": "特别程序没有结束",
    "extension-late": "期限届满后才批准延长",
    "declaration-broken": "承诺不实",
    "late-entry": "补录",
    "decided-on-rest-day": "休息日作出决定或者办结",
    "received-again": "撤回后又收件",
    "closings-in-one-minute": "同一分钟办结多件",
}
LEVELS = {"warning": "预警", "yellow": "黄牌", "red": "红牌"}
STATES = {"pending": "待确认", "issued": "已发", "appealed": "申诉中", "revoked": "已撤销", "cancelled": "已取消", "followed_up": "督办中"}
KINDS = {
    "administrative_licence": "行政许可",
    "administrative_penalty": "行政处罚",
    "administrative_compulsion": "行政强制",
    "administrative_levy": "行政征收",
    "administrative_benefit": "行政给付",
    "administrative_inspection": "行政检查",
    "administrative_confirmation": "行政确认",
    "administrative_reward": "行政奖励",
    "administrative_adjudication": "行政裁决",
    "other": "其他权力",
    "public_service": "公共服务",
}
HANDLINGS = {"on_the_spot": "即办件", "promised": "承诺件"}
OUTCOMES = {"granted": "准予", "refused": "不予"}
SUBJECTS = {"request": "办件", "card": "牌", "adoption": "规则生效", "import": "导入", "register": "登记"}
EVENTS = {
    "request": {
        "received": "收件",
        "mended": "当场更正",
        "supplement_requested": "补正告知",
        "supplied": "补正",
        "accepted": "受理",
        "declined": "不予受理",
        "stopped": "特别程序开始",
        "stop_noticed": "再次告知特别程序天数",
        "resumed": "特别程序结束",
        "extended": "延长",
        "step_begun": "环节开始",
        "step_done": "环节完成",
        "assigned": "分派",
        "handed_over": "移交",
        "case_found": "认定情形",
        "joint_ordered": "启动联办",
        "joint_replied": "联办部门答复",
        "forwarded": "转报",
        "returned": "上级退回结果",
        "hearing_asked": "申请听证",
        "hearing_announced": "听证通知",
        "hearing_held": "举行听证",
        "site_checked": "现场核查",
        "decided": "决定",
        "declaration_checked": "承诺核查",
        "completed": "办结",
        "delivered": "送达",
        "published": "公示",
        "fee_due": "应缴费用",
        "fee_paid": "已缴费用",
        "withdrawn": "撤回",
        "lapsed": "补正不来办结",
        "terminated": "终止",
        "voided": "作废",
        "amended": "更正",
        "noted": "记录",
    },
    "card": {
        "raised": "亮牌",
        "confirmed": "确认发出",
        "cancelled": "已取消",
        "told": "已告知部门",
        "appealed": "申诉中",
        "ruled": "已裁定",
        "revoked": "已撤销",
        "ordered": "督办单",
        "replied": "已答复",
    },
    "adoption": {"adopted": "生效", "withdrawn": "停用"},
    "import": {"imported": "导入"},
    "register": {
        "merged": "并入",
        "adopted": "生效",
        "withdrawn": "停用",
        "imported": "导入",
        "pin_set": "设置口令",
        "shift_begun": "上岗",
        "shift_ended": "离岗",
        "unmasked": "查看个人信息",
        "anonymised": "清除个人信息",
        "exported": "导出",
    },
}


def labelled(code: str, words: Mapping[str, str]) -> str:
    """Return the SQL that gives the word of a code, the code itself where there is none."""
    cases = " ".join(f"when '{known}' then '{word}'" for known, word in words.items())
    return f"case {code} {cases} else {code} end"


def coded(word: str, words: Mapping[str, str]) -> str:
    """Return the SQL that gives the code of a word, for what may be written as either."""
    return labelled(word, {word: code for code, word in words.items()})
