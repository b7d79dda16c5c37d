"""DOC007: who decides is who signs."""

from __future__ import annotations

from collections.abc import Iterator

from khcchc.check.context import CheckContext
from khcchc.check.findings import Spot, Text
from khcchc.check.heading import find_line, main_head, signature
from khcchc.check.rule import Rule


def check(context: CheckContext) -> Iterator[Spot]:
    block = signature(context)
    if block is None:
        return
    place = context.line(block.line)
    collective = _collective(context)
    if collective is True and "TM." not in block.prefixes and not {"TL.", "TUQ."} & set(block.prefixes):
        yield Spot(
            place,
            Text(
                "issued by a collective body, but not signed on its behalf",
                "văn bản do tập thể ban hành nhưng không ký thay mặt (TM.)",
            ),
            Text("write TM. ỦY BAN NHÂN DÂN above the office", "thêm dòng TM. ỦY BAN NHÂN DÂN phía trên chức vụ"),
        )
    elif collective is False and "TM." in block.prefixes:
        yield Spot(
            place,
            Text(
                "decided by the head alone, but signed on behalf of the body",
                "thẩm quyền của người đứng đầu nhưng ký thay mặt tập thể (TM.)",
            ),
        )
    if block.prefixes and block.office is None and block.named:
        yield Spot(place, Text("the office of the signer is missing", "thiếu chức vụ của người ký"))


def _collective(context: CheckContext) -> bool | None:
    """Whether a collective body issues the document; `None` where the text does not say."""
    head = main_head(context)
    title = next((i for i, p in enumerate(head) if p.node.kind == "title"), len(head))
    decides = find_line(context, head[title:], "authority")
    if decides is not None and decides.text.isupper():
        return context.words.pattern("collective authority").match(decides.text) is not None
    document = context.plan.document
    if document.kind == "ke_hoach" and document.issuer:
        return True if context.words.pattern("collective authority").match(document.issuer.upper()) else None
    return None


RULE = Rule(
    id="DOC007",
    name="signature",
    severity="warning",
    title=Text("Signature does not fit the issuing authority", "Phần ký không khớp với thẩm quyền ban hành"),
    what=Text(
        "A plan or decision of a people's committee is signed `TM. ỦY BAN NHÂN DÂN`; a decision of its chairman is "
        "not. Below the prefix stands the office of the signer.",
        "Kế hoạch, quyết định của ủy ban nhân dân ký `TM. ỦY BAN NHÂN DÂN`; quyết định của chủ tịch thì không. "
        "Dưới đó phải ghi chức vụ người ký.",
    ),
    why=Text("NĐ 30/2020/NĐ-CP, Điều 13 and Phụ lục I, II.7.", "NĐ 30/2020/NĐ-CP, Điều 13 và Phụ lục I, II.7."),
    bad="Số: 15/KH-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nCăn cứ "
    "Luật Tổ chức chính quyền địa phương, UBND xã ban hành Kế hoạch như sau:\n\n"
    "I. NHIỆM VỤ\n\n1. Rà soát thủ tục./.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Văn Mẫu",
    good="Số: 15/KH-UBND\n\nBình An, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\nCải cách hành chính năm 2024\n\nCăn cứ "
    "Luật Tổ chức chính quyền địa phương, UBND xã ban hành Kế hoạch như sau:\n\n"
    "I. NHIỆM VỤ\n\n1. Rà soát thủ tục./.\n\nNơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Mẫu",
    check=check,
    mistakes=Text(
        "A line lost in scanning looks like a slip of the drafter.",
        "Dòng bị mất khi quét trông giống lỗi của người soạn.",
    ),
)
