"""Who extends a limit, read as a table of what the item says, who records it, and who is said to have approved it."""

import pytest

from approvals.core.acting import Acting
from approvals.core.approver import Approval, permit_extension
from approvals.core.staff import Person, Role
from approvals.errors import NotAllowed
from approvals.language import say

HEAD = "本行政机关负责人"
STAFF = (
    Person("liwen", "李文", "GH", (Role.CLERK,)),
    Person("zhoumin", "周敏", "GH", (Role.REVIEWER,)),
    Person("tanguohua", "谭国华", "GH", (Role.HEAD,)),
    Person("heqiang", "何强", "JS", (Role.HEAD,)),
    Person("xiongwei", "熊伟", "ZX", (Role.REGISTRAR,)),
)


def acting_as(actor: str) -> Acting:
    return Acting(actor, next((person for person in STAFF if person.id == actor), None), STAFF)


@pytest.mark.parametrize(
    ("named", "recorded", "given", "refused"),
    [
        (HEAD, "tanguohua", "谭国华", ""),
        (HEAD, "tanguohua", "tanguohua", ""),
        ("", "tanguohua", "谭国华", ""),
        ("劳动能力鉴定委员会", "tanguohua", "谭国华", ""),
        ("审核人", "zhoumin", "周敏", ""),
        ("何强", "heqiang", "何强", ""),
        (HEAD, "tanguohua", "李文", "李文 cannot approve this: the item names 本行政机关负责人, in department GH 谭国华."),
        (HEAD, "tanguohua", "何强", "何强 cannot approve this: the item names 本行政机关负责人, in department GH 谭国华."),
        (HEAD, "liwen", "谭国华", "李文 may not extend this: it takes the approver that the item names, 本行政机关负责人, in department GH 谭国华."),
        ("", "heqiang", "谭国华", "何强 may not extend this: it takes the approver that the item names, head, in department GH 谭国华."),
        ("何强", "tanguohua", "谭国华", "谭国华 may not extend this: it takes the approver that the item names, 何强, in department GH 何强."),
        (HEAD, "xiongwei", "熊伟", "熊伟 may not extend this: it takes the approver that the item names, 本行政机关负责人, in department GH 谭国华."),
    ],
)
def test_the_item_names_who_extends(named: str, recorded: str, given: str, refused: str) -> None:
    approval = Approval(given, named, "GH")
    if not refused:
        permit_extension(acting_as(recorded), approval)
        return
    with pytest.raises(NotAllowed) as refusal:
        permit_extension(acting_as(recorded), approval)
    assert say(refusal.value.template, refusal.value.values) == refused


def test_article_42_2_the_head_of_the_government_approves_in_joint_handling() -> None:
    permit_extension(acting_as("tanguohua"), Approval("张市长", HEAD, "GH", ordered=True))


def test_whoever_stands_in_for_everybody_names_anybody() -> None:
    permit_extension(acting_as("xiongwei")._replace(alone=True), Approval("局长", HEAD, "GH"))


def test_a_department_without_its_approver_is_told_so() -> None:
    with pytest.raises(NotAllowed, match="—"):
        permit_extension(acting_as("tanguohua"), Approval("谭国华", HEAD, "SC"))
