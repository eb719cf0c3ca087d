"""How papers write amounts and articles: one room for the guide and for the documents."""

import pytest

from approvals.core.guide import Basis
from approvals.core.limits import parse_limit
from approvals.core.wording import amount, cited, cited_basis, numeral


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"), (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (42, "四十二"), (100, "一百"), (102, "一百零二"), (110, "一百一十"), (221, "二百二十一"),
        (1003, "一千零三"), (1010, "一千零一十"), (1260, "一千二百六十"), (9999, "九千九百九十九"),
    ],
)  # fmt: skip
def test_a_number_as_articles_are_counted(number: int, words: str) -> None:
    assert numeral(number) == words


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("行政许可法 42(1)", "《行政许可法》第四十二条第一款"),
        ("行政许可法 32(4)", "《行政许可法》第三十二条第一款第（四）项"),
        ("民法典 200、203", "《民法典》第二百条、第二百零三条"),
        ("政府信息公开条例 33(3)、34", "《政府信息公开条例》第三十三条第三款、第三十四条"),
        ("条例 29–34", "《条例》第二十九条至第三十四条"),
        ("取水条例 13；行政许可法 32(4)", "《取水条例》第十三条；《行政许可法》第三十二条第一款第（四）项"),
        ("劳务派遣行政许可实施办法（人社部令第19号）12", "《劳务派遣行政许可实施办法》（人社部令第19号）第十二条"),
        ("某办法（试行） 7", "《某办法（试行）》第七条"),
        ("报告书（表）审批程序规定（生态环境部令第14号）", "《报告书（表）审批程序规定》（生态环境部令第14号）"),
        ("发改价格〔2003〕2322号、财税〔2018〕37号", "发改价格〔2003〕2322号、财税〔2018〕37号"),
        ("《行政许可法》第四十二条", "《行政许可法》第四十二条"),
        ("地方规定", "地方规定"),
        ("", ""),
    ],
)
def test_a_basis_is_cited(basis: str, words: str) -> None:
    assert cited(basis) == words


@pytest.mark.parametrize(
    ("law", "article", "words"),
    [
        ("城乡规划法", "40", "《城乡规划法》第四十条"),
        ("条例", "9、11(2)", "《条例》第九条、第十一条第二款"),
        ("办法（令第53号）", "7", "《办法》（令第53号）第七条"),
        ("中华人民共和国行政许可法", "32(4)", "《中华人民共和国行政许可法》第三十二条第一款第（四）项"),
        ("决定（国务院令第412号）", "附件第102项", "《决定》（国务院令第412号）附件第102项"),
        ("某通知", "条号待核", "《某通知》（条号待核）"),
        ("《办法》", "3", "《办法》第三条"),
        ("意见", "", "《意见》"),
    ],
)
def test_what_an_item_rests_on(law: str, article: str, words: str) -> None:
    assert cited_basis(Basis(law, article)) == words


@pytest.mark.parametrize(("limit", "words"), [("20 工作日", "20个工作日"), ("当场", "当场"), ("3 个月", "3个月"), ("24 小时", "24小时")])
def test_a_limit(limit: str, words: str) -> None:
    assert amount(parse_limit(limit)) == words


def test_no_limit_is_no_words() -> None:
    assert amount(None) == ""
