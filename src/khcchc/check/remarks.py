"""What reading tells of by itself: the codes in the `problems` of a record that are no rules of the linter."""

from __future__ import annotations

from typing import NamedTuple

from khcchc.check.findings import Severity, Text


class Remark(NamedTuple):
    """One code: what it says of a reading, and what a person does about it."""

    id: str
    severity: Severity
    title: Text
    what: Text
    then: Text


REMARKS: tuple[Remark, ...] = (
    Remark(
        "SRC001",
        "info",
        Text("The name of the file says another format", "Phần mở rộng của tên tệp không đúng với nội dung"),
        Text(
            "What a file is shows in its content; it was read as that.",
            "Định dạng được xác định theo nội dung; tệp đã được đọc theo nội dung đó.",
        ),
        Text("Rename the file, or say what it is with `--from`.", "Đổi tên tệp, hoặc chỉ rõ định dạng bằng `--from`."),
    ),
    Remark(
        "ENC001",
        "info",
        Text("The text was converted from an old encoding", "Văn bản ở bảng mã cũ đã được chuyển sang Unicode"),
        Text(
            "TCVN3, VNI, cp1258, UTF-16 and text spoilt by one of them are recognised by their syllables.",
            "TCVN3, VNI, cp1258, UTF-16 và chữ bị hỏng do đọc sai bảng mã được nhận ra nhờ âm tiết.",
        ),
        Text(
            "Look over a few lines; `--encoding` decides where the guess is wrong.",
            "Xem lại vài dòng; nếu nhận nhầm, chỉ rõ bằng `--encoding`.",
        ),
    ),
    Remark(
        "ENC002",
        "warning",
        Text("Bytes that the encoding does not know were replaced", "Một số byte không đọc được đã được thay"),
        Text(
            "`--encoding` was given, and these lines hold bytes that it has no letter for; each became \ufffd.",
            "Đã dùng `--encoding`, nhưng các dòng này có byte không thuộc bảng mã đó; mỗi byte thành \ufffd.",
        ),
        Text("Try another `--encoding`, or none.", "Thử bảng mã khác, hoặc bỏ `--encoding`."),
    ),
    Remark(
        "OCR001",
        "info",
        Text(
            "A label or a number that was spelt wrongly was repaired",
            "Nhãn hoặc số viết sai, nhận dạng sai đã được sửa",
        ),
        Text(
            "Only words that can mean but one thing are repaired, of a text only their accents; the message gives both "
            "spellings.",
            "Chỉ sửa những từ chỉ có một cách hiểu, với tệp văn bản thì chỉ sửa dấu; thông báo ghi cả chữ trước và sau "
            "khi sửa.",
        ),
        Text("Compare the line with the document.", "Đối chiếu dòng này với văn bản gốc."),
    ),
    Remark(
        "OCR002",
        "warning",
        Text("A page that is hard to read", "Trang khó nhận dạng"),
        Text(
            "The recogniser was unsure of many words of the page; the message names the lines.",
            "Phần mềm nhận dạng không chắc nhiều từ trên trang; thông báo nêu các dòng.",
        ),
        Text(
            "Compare the lines with the scan, or scan the page again at 300 dpi.",
            "Đối chiếu các dòng với bản gốc, hoặc quét lại ở 300 dpi.",
        ),
    ),
    Remark(
        "PDF001",
        "error",
        Text("A page that was not read", "Trang chưa đọc được"),
        Text(
            "It has no layer of text, or is damaged: nothing of it is in the record.",
            "Trang không có lớp chữ hoặc bị hỏng: bản ghi không có nội dung của trang này.",
        ),
        Text(
            "Install Tesseract with Vietnamese, or scan the page again at 300 dpi, or take the Word file.",
            "Cài Tesseract có tiếng Việt, hoặc quét lại trang ở 300 dpi, hoặc dùng tệp Word.",
        ),
    ),
    Remark(
        "PDF002",
        "warning",
        Text("A page without Vietnamese marks", "Trang có chữ nhưng không có dấu"),
        Text(
            "The layer of text is likely that of a recogniser without Vietnamese; agencies and labels cannot be found.",
            "Lớp chữ có thể do phần mềm nhận dạng không có tiếng Việt tạo ra; không tìm được cơ quan và nhãn.",
        ),
        Text("Recognise its picture with `--ocr always`.", "Nhận dạng lại trang bằng `--ocr always`."),
    ),
    Remark(
        "TAB001",
        "warning",
        Text("A row whose cells were put to their columns by their words", "Hàng bị mất ô, đã xếp cột theo nội dung"),
        Text(
            "The conversion dropped empty or merged cells, so that the row is shorter than its header.",
            "Khi chuyển đổi, ô trống hoặc ô gộp bị mất nên hàng ngắn hơn tiêu đề bảng.",
        ),
        Text("Compare the row with the document.", "Đối chiếu hàng này với văn bản."),
    ),
    Remark(
        "TAB002",
        "warning",
        Text("A table whose columns were lost", "Bảng bị mất ranh giới cột"),
        Text(
            "The headings of all columns stand in running text. Which words of a row are whose cannot be told: the "
            "lines are kept, and no task is read from them.",
            "Tiêu đề các cột nằm lẫn trong văn bản. Không thể biết từ nào thuộc cột nào: các dòng được giữ nguyên "
            "và không đọc thành nhiệm vụ.",
        ),
        Text(
            "Take the Word or PDF file of the plan, or put tabs between the cells.",
            "Dùng tệp Word hoặc PDF của kế hoạch, hoặc chèn dấu tab giữa các ô.",
        ),
    ),
    Remark(
        "TAB003",
        "warning",
        Text("A table whose headings are not known", "Bảng có tiêu đề cột chưa nhận ra"),
        Text(
            "Most of its rows name work, an agency and a time, but no heading says which column is which: no task is "
            "read from it.",
            "Phần lớn các hàng có việc, tên cơ quan và thời gian nên có thể là bảng giao việc; nhưng không có tiêu đề "
            "nào cho biết cột nào là gì, nên không đọc thành nhiệm vụ.",
        ),
        Text(
            "Add its headings to a grammar of your own (`--grammar DIR`, rules of `tables`), or rename them.",
            "Bổ sung tiêu đề vào bộ quy tắc riêng (`--grammar DIR`, phần `tables`), hoặc đổi tên tiêu đề.",
        ),
    ),
    Remark(
        "TAB004",
        "warning",
        Text("A table in HTML inside a text that could not be read", "Bảng HTML trong văn bản chưa đọc được"),
        Text(
            "Some converters write tables with merged cells as HTML into their Markdown. Such a table is read where it "
            "is closed, stands on lines of its own, has two columns or more and holds no caption and no other table. "
            "The lines of this one are kept, and no task is read from them.",
            "Một số công cụ chuyển đổi ghi bảng có ô gộp thành HTML trong tệp Markdown. Bảng như vậy đọc được khi có "
            "thẻ đóng, đứng riêng dòng, có từ hai cột trở lên, không có tiêu đề bảng và không chứa bảng khác. Các dòng "
            "của bảng này được giữ nguyên và không đọc thành nhiệm vụ.",
        ),
        Text(
            "Close the table and put it on lines of its own; or take the page as HTML or the Word file.",
            "Thêm thẻ đóng và đặt bảng trên các dòng riêng; hoặc dùng trang HTML hoặc tệp Word.",
        ),
    ),
    Remark(
        "TAB005",
        "warning",
        Text("A column of a table of work is not read", "Một cột của bảng giao việc chưa được đọc"),
        Text(
            "Its cells name agencies, or times, and no other column of the table does; but its heading is not known. "
            "The rows are read as tasks without it.",
            "Các ô của cột ghi tên cơ quan hoặc thời gian mà không cột nào khác của bảng ghi; nhưng chưa nhận ra tiêu "
            "đề cột. Các hàng được đọc thành nhiệm vụ nhưng thiếu cột này.",
        ),
        Text(
            "Add its heading to a grammar of your own (`--grammar DIR`, rules of `tables`), or rename it.",
            "Bổ sung tiêu đề vào bộ quy tắc riêng (`--grammar DIR`, phần `tables`), hoặc đổi tên tiêu đề.",
        ),
    ),
    Remark(
        "TAB006",
        "warning",
        Text("A row of a table of work names no work", "Hàng của bảng giao việc không ghi nội dung công việc"),
        Text(
            "The row says who leads or when, but its cell under the column of the work is empty, and it is no "
            "continuation of the row above. No task is read from it.",
            "Hàng ghi cơ quan hoặc thời gian nhưng ô nội dung công việc để trống, và không phải phần tiếp theo của "
            "hàng trên. Hàng này không được đọc thành nhiệm vụ.",
        ),
        Text(
            "Write the work into the row, or merge its cell with the one above.",
            "Ghi nội dung công việc vào hàng, hoặc gộp ô với ô phía trên.",
        ),
    ),
    Remark(
        "TAB007",
        "warning",
        Text("A lead taken from the row above", "Cơ quan chủ trì lấy từ hàng trên"),
        Text(
            "The cell of the lead is empty in a text that does not tell merged cells from empty ones. Most such cells "
            "are merged with the one above, whose agency was taken and marked inherited.",
            "Ô cơ quan chủ trì để trống, trong văn bản không phân biệt ô gộp với ô trống. Phần lớn ô như vậy được gộp "
            "với ô phía trên, nên đã lấy cơ quan của ô đó và đánh dấu là kế thừa.",
        ),
        Text(
            "Compare the row with the document, or read the Word file, which tells merged cells.",
            "Đối chiếu hàng này với văn bản gốc, hoặc đọc tệp Word, vì tệp Word ghi rõ ô gộp.",
        ),
    ),
)


def find_remark(code: str) -> Remark | None:
    """The remark of this code; `None` where there is none."""
    return next((remark for remark in REMARKS if remark.id == code.upper()), None)
