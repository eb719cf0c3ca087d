"""Ratings and cards as rows of GB/T 39046—2020: the evaluation set (表 9) and the supervision set (表 11)."""

from collections.abc import Iterator, Mapping
from typing import Any

from approvals.core.card import Card
from approvals.core.guide import Item
from approvals.core.national import codes
from approvals.core.national.tables import NUMBER, Row
from approvals.record import NamedTuple


class CardTold(NamedTuple):
    """A card with what its rows name: the item and the department, and the words for its level and its state."""

    card: Card
    item: Item | None
    department: str
    level: str
    state: str


def evaluation_row(facts: Mapping[str, Any]) -> Row:
    """Return the row of a rating from the facts that its kind keeps; who rated, and in which words, stays here."""
    level = str(facts.get("level", ""))
    return {
        NUMBER: str(facts.get("request", "")),
        "评价渠道": str(facts.get("channel") or ""),
        "评价人": "匿名" if facts.get("anonymous", True) else "实名",
        "评价时间": f"{str(facts.get('on', ''))[:10].replace('-', '')}T000000" if facts.get("on") else "",
        # 一事一评: a rating made by mistake does not count.
        "评价次数": "1",
        "满意度": codes.LEVELS.get(level, level),
    }


def supervision_rows(told: CardTold) -> Iterator[Row]:
    """Yield the row of a card, or one for each of its follow-up orders (督办单)."""
    card = told.card
    ended = f"，{codes.moment(card.ended_on)}" if card.ended_on else ""
    row = {
        NUMBER: card.subject,
        "被督办机构": told.department,
        "事项类型": codes.KINDS[told.item.kind] if told.item else "",
        "监察编号": str(card.sequence),
        "监察规则编号": card.raised.rule,
        "监察预警类型": told.level,
        "状态产生时间": codes.moment(card.since),
        "监察结果描述": f"{told.state}{ended}",
        "责任部门": told.department,
    }
    if not card.orders:
        yield row
    for order in card.orders:
        given = order.ordered
        sent = next((entry.happened_on for entry in card.history if entry.event is given), order.told_on)
        yield {**row, "督办内容": given.text, "督办发出时间": codes.moment(sent)}
