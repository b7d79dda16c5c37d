"""Every sentence that people read, in English and in Vietnamese: messages, headings, help.

Records are never translated: this module serves the command line and the exporters for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Language = Literal["en", "vi"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_TEXTS: dict[str, tuple[str, str]] = {
    # --- the command line -------------------------------------------------------------------------------
    "error": ("error: {message}", "lỗi: {message}"),
    "error.UnreadableFile": ("{message}", "không đọc được: {message}"),
    "error.UnsupportedFormat": ("{message}", "định dạng không hỗ trợ: {message}"),
    "error.MissingExtra": ("{message}", "thiếu gói cần cài: {message}"),
    "error.GrammarError": ("{message}", "ngữ pháp: {message}"),
    "error.ConfigError": ("{message}", "{message}"),
    "error.LimitExceeded": ("{message}", "vượt giới hạn: {message}"),
    "unexpected": (
        "unexpected {kind}: {message} — this is a fault in khcchc; run again with --debug to see where",
        "sự cố ngoài dự kiến {kind}: {message} — đây là lỗi của khcchc; chạy lại với --debug để xem nguyên nhân",
    ),
    "usage.hint": ("see '{command} --help'", "xem '{command} --help'"),
    "usage.option": ("no option {name}", "không có tuỳ chọn {name}"),
    "usage.missing": ("{name} is missing", "thiếu {name}"),
    "usage.ending": (
        "-o …{ending}: this command does not write that format",
        "-o …{ending}: lệnh này không ghi định dạng đó",
    ),
    "usage.ending_hint": (
        "'khcchc convert' writes workbooks, databases and calendars; or name --format",
        "'khcchc convert' ghi bảng tính, cơ sở dữ liệu, lịch; hoặc chỉ rõ --format",
    ),
    "usage.value": ("{name}: {message}", "{name}: {message}"),
    "usage.integer": ("{name}: must be a whole number", "{name}: phải là số nguyên"),
    "usage.number": ("{name}: must be a number", "{name}: phải là số"),
    "usage.extra": ("got unexpected extra argument: {names}", "thừa đối số: {names}"),
    "usage.needs_value": ("{name} needs a value", "{name} cần một giá trị"),
    "usage.no_value": ("{name} takes no value", "{name} không nhận giá trị"),
    "usage.other": ("{message}", "câu lệnh không đúng: {message}"),
    "usage.command": ("no command {name!r}", "không có lệnh {name!r}"),
    "usage.commands": ("commands: {names}", "các lệnh: {names}"),
    "usage.similar": ("did you mean {names}?", "ý bạn là {names}?"),
    "usage.choice": ("{option} {value}: not one of {choices}", "{option} {value}: chỉ nhận {choices}"),
    "usage.choice_hint": ("choose one of them", "hãy chọn một trong các giá trị này"),
    "usage.positive": ("{option} {value}: must be 1 or more", "{option} {value}: phải từ 1 trở lên"),
    "usage.only_csv": ("{option} goes with --format csv", "{option} chỉ dùng với --format csv"),
    "usage.only_csv_hint": ("leave one of the two out", "hãy bỏ một trong hai"),
    "usage.same_file": ("-o {name} is one of the files to read", "-o {name} trùng với tệp đầu vào"),
    "usage.same_file_hint": ("name another file", "hãy chọn tên tệp khác"),
    "usage.twice_stdin": ("'-' is given twice", "'-' được ghi hai lần"),
    "usage.twice_stdin_hint": ("standard input can be read once", "đầu vào chuẩn chỉ đọc được một lần"),
    "stdin": ("standard input", "đầu vào chuẩn"),
    "no_tasks": (
        "{name}: no tasks found; {lines} and {sections} were read",
        "{name}: không tìm thấy nhiệm vụ nào; đã đọc {lines}, {sections}",
    ),
    "some_failed": ("{done} of {total} files read", "đọc được {done} trong {total} tệp"),
    "strict": ("{name}: {errors}, and --strict was asked for", "{name}: {errors}, và đã yêu cầu --strict"),
    "grammar.holds": (
        "{grammars}, {rules}, {examples}: all hold",
        "{grammars}, {rules}, {examples}: đều đúng",
    ),
    "grammar.broken": ("grammar: {message}", "ngữ pháp: {message}"),
    "grammar.slow": (
        "grammar: {source}: rule {rule}: no bound on its time: {letters} letters of {family} take {after} ms, "
        "{before} ms for {fewer}",
        "ngữ pháp: {source}: quy tắc {rule}: thời gian không có giới hạn: {letters} ký tự dạng {family} "
        "mất {after} ms, còn {fewer} ký tự mất {before} ms",
    ),
    "grammar.slow_hint": (
        "let each repetition begin with what the one before cannot take, bound it ({0,12}), or make it possessive (*+)",
        "hãy để mỗi phần lặp bắt đầu bằng ký tự mà phần trước không nhận, đặt giới hạn ({0,12}), hoặc dùng *+",
    ),
    # --- counted nouns: "one|many" in English -----------------------------------------------------------
    "n.lines": ("{n} line|{n} lines", "{n} dòng"),
    "n.sections": ("{n} section|{n} sections", "{n} mục"),
    "n.tasks": ("{n} task|{n} tasks", "{n} nhiệm vụ"),
    "n.error": ("{n} error|{n} errors", "{n} lỗi"),
    "n.warning": ("{n} warning|{n} warnings", "{n} cảnh báo"),
    "n.info": ("{n} remark|{n} remarks", "{n} lưu ý"),
    "n.grammars": ("{n} grammar|{n} grammars", "{n} bộ ngữ pháp"),
    "n.rules": ("{n} rule|{n} rules", "{n} quy tắc"),
    "n.lists": ("{n} list|{n} lists", "{n} danh sách"),
    "n.entries": ("{n} entry|{n} entries", "{n} mục tra cứu"),
    "n.examples": ("{n} example|{n} examples", "{n} ví dụ"),
    "more_problems": ("… and {n} more: --format json gives all", "… và {n} vấn đề khác: xem đủ bằng --format json"),
    # --- headings of the exports for people -------------------------------------------------------------
    "head.number": ("Number", "Số"),
    "head.issuer": ("Issued by", "Cơ quan ban hành"),
    "head.place_date": ("Place, date", "Nơi, ngày"),
    "head.period": ("Period", "Thời kỳ"),
    "head.signer": ("Signed by", "Người ký"),
    "head.source": ("Read from", "Nguồn"),
    "head.untitled": ("Untitled plan", "Kế hoạch không có tên"),
    "head.tasks": ("Tasks", "Nhiệm vụ"),
    "head.problems": ("Problems", "Vấn đề"),
    "col.number": ("No.", "TT"),
    "col.content": ("Task", "Nhiệm vụ"),
    "col.lead": ("Lead", "Chủ trì"),
    "col.coordinating": ("With", "Phối hợp"),
    "col.deliverables": ("Product", "Sản phẩm"),
    "col.schedule": ("When", "Thời gian"),
    "col.budget": ("Budget", "Kinh phí"),
    "col.note": ("Note", "Ghi chú"),
    "col.line": ("Line", "Dòng"),
    "line": ("line {n}", "dòng {n}"),
    "inherited": ("(from above)", "(theo mục trên)"),
    "inferred": (
        "* not written there: taken from the plan as a whole",
        "* không ghi tại chỗ: suy từ kế hoạch",
    ),
    "severity.error": ("error", "lỗi"),
    "severity.warning": ("warning", "cảnh báo"),
    "severity.info": ("remark", "lưu ý"),
    # --- problems of a record: English is their own message, which says more ---------------------------
    "problem.STR001": ("{message}", "số La Mã hoặc chữ in hoa sai thứ tự, lặp hoặc thiếu"),
    "problem.STR002": ("{message}", "số mục sai thứ tự, lặp hoặc thiếu"),
    "problem.STR003": ("{message}", "chữ cái của điểm sai thứ tự hoặc thiếu"),
    "problem.STR004": ("{message}", "chữ cái của điểm bị lặp"),
    "problem.FLD005": ("{message}", "một trường được ghi hai lần; cả hai đoạn được giữ"),
    "problem.TAB001": ("{message}", "chưa chắc ô nào thuộc cột nào trong hàng này"),
    "problem.TAB002": (
        "{message}",
        "tiêu đề các cột của bảng nằm lẫn trong văn bản: mất ranh giới cột nên các hàng chưa được đọc thành nhiệm vụ; "
        "hãy dùng tệp Word hoặc PDF, hoặc chèn dấu tab giữa các ô",
    ),
    "problem.TAB003": (
        "{message}",
        "bảng có tên cơ quan và thời gian nhưng chưa nhận ra tiêu đề cột: các hàng chưa được đọc thành nhiệm vụ; "
        "hãy bổ sung tiêu đề vào bộ quy tắc riêng",
    ),
    "problem.TAB004": (
        "{message}",
        "bảng HTML trong văn bản chưa đọc được: các hàng chưa được đọc thành nhiệm vụ; hãy thêm thẻ đóng, đặt bảng "
        "riêng dòng, bỏ tiêu đề bảng và bảng lồng bên trong, hoặc dùng trang HTML gốc",
    ),
    "problem.TAB005": (
        "{message}",
        "một cột của bảng giao việc ghi tên cơ quan hoặc thời gian nhưng chưa nhận ra tiêu đề: cột này chưa được đọc; "
        "hãy bổ sung tiêu đề vào bộ quy tắc riêng",
    ),
    "problem.TAB006": (
        "{message}",
        "hàng của bảng giao việc ghi cơ quan hoặc thời gian nhưng ô nội dung công việc để trống: "
        "hàng này chưa được đọc thành nhiệm vụ",
    ),
    "problem.TAB007": (
        "{message}",
        "ô cơ quan chủ trì của hàng để trống: đã lấy cơ quan của hàng trên vì có thể là ô gộp",
    ),
    "problem.SRC001": ("{message}", "phần mở rộng của tên tệp không đúng với nội dung"),
    "problem.ENC001": ("{message}", "văn bản ở bảng mã cũ đã được chuyển sang Unicode"),
    "problem.ENC002": ("{message}", "một số byte không đọc được theo bảng mã đã chọn, đã được thay"),
    "problem.OCR001": ("{message}", "nhãn hoặc số của quý viết sai đã được sửa"),
    "problem.OCR002": ("{message}", "trang khó nhận dạng; cần đối chiếu với bản gốc"),
    "problem.PDF001": ("{message}", "trang không có lớp chữ, chưa đọc được"),
    "problem.PDF002": ("{message}", "chữ không có dấu; lớp chữ của trang có thể hỏng"),
    # --- short forms of milestones ----------------------------------------------------------------------
    "when.month": ("{m}/{y}", "Tháng {m}/{y}"),
    "when.quarter": ("Q{q} {y}", "Quý {roman}/{y}"),
    "when.half1": ("first half of {y}", "6 tháng đầu năm {y}"),
    "when.half2": ("second half of {y}", "6 tháng cuối năm {y}"),
    "when.nine": ("9 months of {y}", "9 tháng năm {y}"),
    "when.year": ("all of {y}", "cả năm {y}"),
    "when.from": ("from {start}", "từ {start}"),
    "when.before": ("before {end}", "trước {end}"),
    "when.ongoing": ("ongoing", "thường xuyên"),
    "when.ongoing_year": ("ongoing in {y}", "thường xuyên năm {y}"),
    "when.ongoing_in": ("ongoing, {window}", "thường xuyên, {window}"),
    "when.daily": ("daily", "hằng ngày"),
    "when.weekly": ("weekly", "hằng tuần"),
    "when.monthly": ("monthly", "hằng tháng"),
    "when.quarterly": ("quarterly", "hằng quý"),
    "when.half_yearly": ("every six months", "6 tháng một lần"),
    "when.yearly": ("yearly", "hằng năm"),
    "when.day_of": ("day {day}, {every}", "ngày {day} {every}"),
    "when.before_day_of": ("before day {day}, {every}", "trước ngày {day} {every}"),
    # --- explain, time, agencies ------------------------------------------------------------------------
    "explain.line": ("line {n}: {text}", "dòng {n}: {text}"),
    "explain.clean": ("  repaired to: {text}", "  sau khi chuẩn hoá: {text}"),
    "explain.blank": ("  blank", "  dòng trống"),
    "explain.furniture": ("  set aside as furniture: {why}", "  để riêng, không thuộc nội dung: {why}"),
    "explain.joined": (
        "  joined with lines {first}-{last} to one paragraph",
        "  ghép với các dòng {first}-{last} thành một đoạn",
    ),
    "explain.row": (
        "  {kind} row of a table with the columns {columns}",
        "  hàng ({kind}) của bảng có các cột {columns}",
    ),
    "explain.uncertain": (
        "  its cells were placed by what they hold: check them",
        "  các ô được xếp cột theo nội dung: cần kiểm tra lại",
    ),
    "explain.marker": (
        "  marker {marker!r} of kind {kind} (markers: {rule})",
        "  ký hiệu {marker!r}, loại {kind} (markers: {rule})",
    ),
    "explain.prose": ("  prose: no marker matches", "  văn xuôi: không có ký hiệu đầu dòng"),
    "explain.label": (
        "  label {words!r} gives {role} (fields: {rule})",
        "  nhãn {words!r} cho trường {role} (fields: {rule})",
    ),
    "explain.section": ("  section {id} under {parent}, in the {zone}", "  mục {id} thuộc {parent}, phần {zone}"),
    "explain.also": ("  also possible: {grammar}: {rule} ({gives})", "  cũng có thể: {grammar}: {rule} ({gives})"),
    "explain.task": ("  task {id} ({basis}): {what} — {why}", "  nhiệm vụ {id} ({basis}): {what} — {why}"),
    "explain.no_task_zone": (
        "  no task: it stands in the {zone} of its part",
        "  không là nhiệm vụ: thuộc phần {zone} của văn bản",
    ),
    "explain.no_task_heading": ("  no task: it is a heading", "  không là nhiệm vụ: đây là đề mục"),
    "explain.no_task_lead": (
        "  no task: no agency leads it, here or in a heading above that gives work",
        "  không là nhiệm vụ: không có cơ quan chủ trì, cả ở đây và ở đề mục giao việc bên trên",
    ),
    "explain.no_task_table": (
        "  no task: its table holds no tasks",
        "  không là nhiệm vụ: bảng này không phải bảng nhiệm vụ",
    ),
    "explain.no_task_row": ("  no task: it is a row of kind {kind}", "  không là nhiệm vụ: hàng thuộc loại {kind}"),
    "explain.outside": ("there is no line {line}", "không có dòng {line}"),
    "explain.outside_hint": ("lines are 1 to {last}", "các dòng từ 1 đến {last}"),
    # --- words of the records where people read them: a section, its zone, a row, a field, what was set aside --------
    "word.roman": ("roman", "số La Mã"),
    "word.arabic": ("arabic", "số Ả Rập"),
    "word.decimal": ("decimal", "số nhiều cấp"),
    "word.letter": ("letter", "chữ cái"),
    "word.dash": ("dash", "gạch đầu dòng"),
    "word.plus": ("plus", "dấu cộng"),
    "word.article": ("article", "Điều"),
    "word.appendix": ("appendix", "phụ lục"),
    "word.part": ("part", "phần, chương"),
    "word.heading": ("heading", "đề mục"),
    "word.paragraph": ("paragraph", "đoạn"),
    "word.group": ("group", "nhóm"),
    "word.head": ("head", "mở đầu"),
    "word.body": ("body", "nội dung"),
    "word.tail": ("tail", "kết thúc"),
    "word.header": ("header", "tiêu đề"),
    "word.data": ("data", "dữ liệu"),
    "word.other": ("other", "khác"),
    "word.fields": ("fields", "theo nhãn trường"),
    "word.table": ("table", "theo bảng"),
    "word.assignment": ("assignment", "theo câu giao việc"),
    "word.content": ("content", "nội dung"),
    "word.lead": ("lead", "chủ trì"),
    "word.coordinating": ("coordinating", "phối hợp"),
    "word.deliverables": ("deliverables", "sản phẩm"),
    "word.schedule": ("schedule", "thời gian"),
    "word.budget": ("budget", "kinh phí"),
    "word.note": ("note", "ghi chú"),
    "word.year": ("year", "năm"),
    "word.start": ("start", "ngày bắt đầu"),
    "word.end": ("end", "ngày kết thúc"),
    "word.rule": ("rule", "đường kẻ"),
    "word.invisible signs": ("invisible signs", "ký tự không hiện hình"),
    "word.emphasis mark": ("emphasis mark", "dấu in đậm, in nghiêng"),
    "word.running head": ("running head", "đầu trang"),
    "word.running foot": ("running foot", "chân trang"),
    "word.footnote": ("footnote", "chú thích cuối trang"),
    "word.endnote": ("endnote", "chú thích cuối văn bản"),
    "word.page number": ("page number", "số trang"),
    "word.repeated table header": ("repeated table header", "tiêu đề bảng lặp lại"),
    "word.an agency opens the sentence": ("an agency opens the sentence", "câu mở đầu bằng tên cơ quan"),
    "kind.window": ("window", "khoảng thời gian"),
    "kind.deadline": ("deadline", "thời hạn"),
    "kind.ongoing": ("ongoing", "thường xuyên"),
    "kind.recurring": ("recurring", "định kỳ"),
    "kind.conditional": ("conditional", "theo điều kiện"),
    "kind.reference": ("reference", "theo văn bản khác"),
    "kind.unspecified": ("unread", "chưa đọc được"),
    "time.inferred": ("(inferred: {what})", "(suy ra: {what})"),
    "time.year": ("--year {year}: no year of a plan", "--year {year}: không phải năm của kế hoạch"),
    "time.year_hint": ("write it as 2025", "viết như 2025"),
    "time.no_day": ("--issued {text}: no date", "--issued {text}: không phải ngày"),
    "time.no_day_hint": ("write it as 2025-01-31", "viết như 2025-01-31"),
    "time.no_year": (
        "no year is named: with --year YEAR it is that of the plan",
        "cụm từ không ghi năm: dùng --year YEAR để cho biết năm của kế hoạch",
    ),
    "time.nothing": ("no time in these words", "không có mốc thời gian"),
    "agencies.name": ("Agency", "Cơ quan"),
    "agencies.leads": ("Leads", "Chủ trì"),
    "agencies.supports": ("Supports", "Phối hợp"),
    "agencies.undated": ("no date", "không có mốc"),
    # --- help -------------------------------------------------------------------------------------------
    "help.usage": ("Usage: ", "Cách dùng: "),
    "help.options_metavar": ("[OPTIONS]", "[TUỲ CHỌN]"),
    "help.command_metavar": ("COMMAND …", "LỆNH …"),
    "help.arguments": ("Arguments", "Đối số"),
    "help.options": ("Options", "Tuỳ chọn"),
    "help.global": ("Options of every command", "Tuỳ chọn của mọi lệnh"),
    "help.commands": ("Commands", "Các lệnh"),
    "help.app": (
        "Reads Vietnamese administrative plans (kế hoạch) into validated records: sections, tasks, lead and "
        "coordinating agencies, products and deadlines.",
        "Đọc kế hoạch cải cách hành chính thành dữ liệu có kiểm chứng: mục, nhiệm vụ, cơ quan chủ trì và phối hợp, "
        "sản phẩm, thời hạn.",
    ),
    "help.app_end": (
        "Exit status: 0 done and clean; 1 done, and something was found; 2 could not run.",
        "Mã thoát: 0 hoàn thành; 1 hoàn thành nhưng có phát hiện; 2 không chạy được.",
    ),
    "help.help": ("Show this help.", "Hiện trợ giúp này."),
    "help.version": ("Show the version.", "Hiện phiên bản."),
    "help.lang": (
        "Language of messages and headings; without it, KHCCHC_LANG or the locale decides.",
        "Ngôn ngữ của thông báo và tiêu đề; nếu không ghi, theo KHCCHC_LANG hoặc locale.",
    ),
    "help.debug": ("Show the traceback of an error.", "Hiện chi tiết kỹ thuật khi có lỗi."),
    "help.parse": (
        "Read plans and print their records: a table on a terminal, JSON into a pipe.",
        "Đọc kế hoạch và in kết quả: bảng trên màn hình, JSON khi chuyển tiếp.",
    ),
    "help.outline": (
        "Print the section tree of a plan with its line numbers.",
        "In cây đề mục của kế hoạch kèm số dòng.",
    ),
    "help.schema": ("Print the JSON Schema of a plan.", "In JSON Schema của một kế hoạch."),
    "help.grammar": (
        "List, show and check the vocabulary that plans are read with.",
        "Liệt kê, xem và kiểm tra từ vựng dùng để đọc kế hoạch.",
    ),
    "help.grammar.list": ("List the grammars.", "Liệt kê các bộ ngữ pháp."),
    "help.grammar.show": (
        "Show the rules and words of one grammar.",
        "Xem quy tắc và từ ngữ của một bộ ngữ pháp.",
    ),
    "help.grammar.check": (
        "Run every example of every rule; DIR holds your own grammar files.",
        "Chạy mọi ví dụ của mọi quy tắc; DIR chứa các tệp ngữ pháp của bạn.",
    ),
    "help.explain": (
        "Tell which rule claimed a line, for what, and what else it could be.",
        "Cho biết quy tắc nào đã nhận một dòng, để làm gì, và khả năng khác.",
    ),
    "help.explain_line": ("Number of the line, from 1.", "Số thứ tự của dòng, từ 1."),
    "help.time": (
        "Read one time expression: its dates, in words or as JSON.",
        "Đọc một cụm từ thời gian: các mốc, bằng lời hoặc JSON.",
    ),
    "help.time_words": ("The words, in quotes.", "Cụm từ, đặt trong dấu nháy."),
    "help.time_year": ("Year of the plan, for what names none.", "Năm của kế hoạch, khi cụm từ không ghi năm."),
    "help.time_issued": ("Date of issue, for times counted from it.", "Ngày ban hành, cho cụm 'từ nay'."),
    "help.time_format": ("Lines to read, or JSON.", "Dòng chữ để đọc, hoặc JSON."),
    "help.agencies": (
        "Tabulate who leads and who supports how much, per quarter.",
        "Thống kê cơ quan nào chủ trì, phối hợp bao nhiêu việc, theo quý.",
    ),
    "help.agencies_format": (
        "Format of the output; table on a terminal, else json.",
        "Định dạng đầu ra; table trên màn hình, còn lại là json.",
    ),
    "help.files": ("Plans to read; '-' is standard input.", "Các kế hoạch cần đọc; '-' là đầu vào chuẩn."),
    "help.file": ("The plan to read; '-' is standard input.", "Kế hoạch cần đọc; '-' là đầu vào chuẩn."),
    "help.from": (
        "Format of the input, where its name does not say: text, markdown, html, docx, doc, rtf, odt, pdf or image.",
        "Định dạng đầu vào, khi tên tệp không cho biết: text, markdown, html, docx, doc, rtf, odt, pdf hoặc image.",
    ),
    "help.format": (
        "Format of the output; without it, the ending of -o FILE decides, then table on a terminal, else json.",
        "Định dạng đầu ra; nếu không ghi, theo đuôi tên tệp của -o, rồi table trên màn hình, còn lại là json.",
    ),
    "help.output": (
        "Write to FILE, whole or not at all, instead of standard output.",
        "Ghi vào FILE (trọn vẹn hoặc không ghi), thay cho đầu ra chuẩn.",
    ),
    "help.strict": ("Exit 1 when a plan has a problem of severity error.", "Thoát với mã 1 khi kế hoạch có lỗi."),
    "help.excel": (
        "CSV for Excel: a BOM, and an apostrophe before cells that would run as formulas.",
        "CSV cho Excel: có BOM, thêm dấu nháy trước ô có thể bị chạy như công thức.",
    ),
    "help.headers": (
        "Column names of CSV: machine keys or Vietnamese.",
        "Tên cột CSV: khoá máy (key) hoặc tiếng Việt (vi).",
    ),
    "help.table": (
        "One tidy CSV table instead of a row per task.",
        "Một bảng CSV chuẩn hoá thay cho mỗi nhiệm vụ một dòng.",
    ),
    "help.grammar_dir": (
        "Your own grammar files (.toml), added to the built-in ones.",
        "Thư mục tệp ngữ pháp (.toml) của bạn, bổ sung cho bộ có sẵn.",
    ),
    "help.grammar_name": ("Name of the grammar, as listed.", "Tên bộ ngữ pháp, như trong danh sách."),
    "help.encoding": (
        "Encoding of text, where it is not found out: utf-8, utf-16, utf-16-le, utf-16-be, utf-32, cp1258, cp1252, "
        "tcvn3, vni or mojibake (UTF-8 that was saved as if it were cp1252).",
        "Bảng mã của văn bản, khi không tự nhận ra: utf-8, utf-16, utf-16-le, utf-16-be, utf-32, cp1258, cp1252, "
        "tcvn3, vni hoặc mojibake (UTF-8 bị lưu nhầm thành cp1252).",
    ),
    "help.max_bytes": (
        "Refuse a file that is larger, or unpacks to more, than N bytes.",
        "Từ chối tệp lớn hơn, hoặc giải nén ra lớn hơn, N byte.",
    ),
    "help.max_pages": ("Refuse a PDF of more than N pages.", "Từ chối tệp PDF quá N trang."),
    "help.ocr": (
        "Read page images: where a page has no text (auto), never, or always.",
        "Nhận dạng ảnh trang: khi trang không có chữ (auto), không bao giờ (never), luôn luôn (always).",
    ),
    "help.outline_format": ("Lines to read, or a JSON tree.", "Dòng chữ để đọc, hoặc cây JSON."),
    # --- check and rule ---------------------------------------------------------------------------------
    "check.clean": ("no findings", "không có phát hiện nào"),
    "check.help": ("help", "gợi ý"),
    "check.rule": ("Rule", "Quy tắc"),
    "check.what": ("Finding", "Phát hiện"),
    "check.words": ("Words", "Nguyên văn"),
    "check.no_input": ("INPUT… is missing", "thiếu INPUT…"),
    "check.one_stdout": ("two formats go to standard output", "hai định dạng cùng ghi ra đầu ra chuẩn"),
    "check.one_stdout_hint": (
        "give all but one a file: -f sarif=out.sarif",
        "ghi tệp cho các định dạng còn lại: -f sarif=out.sarif",
    ),
    "check.hidden": (
        "{n} below the severity asked for: --severity info shows all",
        "còn {n} phát hiện ở mức thấp hơn: xem đủ bằng --severity info",
    ),
    "check.stale": (
        "baseline: {name}: {rule} is no longer there: {message}",
        "baseline: {name}: {rule} không còn nữa: {message}",
    ),
    "check.baseline_written": ("{name}: {n} known findings written", "{name}: đã ghi {n} phát hiện đã biết"),
    "check.fixed": ("{name}: repaired", "{name}: đã sửa"),
    "check.fix_format": ("{name}: this format cannot be repaired", "{name}: định dạng này không sửa được"),
    "check.fix_stdin": (
        "{name}: standard input cannot be repaired in place; --diff shows the repair",
        "{name}: không sửa tại chỗ được đầu vào chuẩn; xem bằng --diff",
    ),
    "check.fix_read_only": ("{name}: read-only, left as it is", "{name}: tệp chỉ đọc, giữ nguyên"),
    "rule.one_or_all": ("name one rule, or give --all", "ghi mã một quy tắc, hoặc dùng --all"),
    "rule.one_or_all_hint": ("khcchc rule STR001", "khcchc rule STR001"),
    "help.check": (
        "Check plans for slips: numbering, fields, deadlines, citations, letters.",
        "Kiểm tra lỗi trong kế hoạch: đánh số, trường thông tin, thời hạn, viện dẫn, chữ viết.",
    ),
    "help.check_inputs": (
        "Files, folders or patterns; '-' is standard input.",
        "Tệp, thư mục hoặc mẫu tên tệp; '-' là đầu vào chuẩn.",
    ),
    "help.check_format": (
        "full, concise, json, sarif, junit, github, gitlab or markdown; several with files of their own.",
        "full, concise, json, sarif, junit, github, gitlab hoặc markdown; có thể dùng nhiều, mỗi định dạng một tệp.",
    ),
    "help.check_select": (
        "Only these rules: ids, names or beginnings (STR,DOC001).",
        "Chỉ các quy tắc này: mã, tên hoặc phần đầu của mã (STR,DOC001).",
    ),
    "help.check_ignore": ("All rules but these.", "Mọi quy tắc trừ các quy tắc này."),
    "help.check_severity": (
        "Least severity that is shown; without it, warning.",
        "Mức thấp nhất được hiện; nếu không ghi, warning.",
    ),
    "help.check_fail_on": (
        "Least severity that gives exit 1; without it, whatever is shown.",
        "Mức thấp nhất làm mã thoát là 1; nếu không ghi, mọi phát hiện được hiện.",
    ),
    "help.check_exit_zero": ("Exit 0 whatever is found.", "Luôn thoát với mã 0 dù có phát hiện."),
    "help.check_draft": (
        "Before signature: a blank number or date is a remark.",
        "Bản trước khi ký: để trống số, ngày chỉ là lưu ý.",
    ),
    "help.check_regime": (
        "Rules of form: by the date of issue, those of 2011 (tt01) or of 2020 (nd30).",
        "Quy định về thể thức: theo ngày ban hành, TT 01/2011 hoặc NĐ 30/2020.",
    ),
    "help.check_statistics": ("Count the findings of each rule.", "Đếm phát hiện theo quy tắc."),
    "help.check_fix": (
        "Repair what is safe; a Word file gives NAME.fixed.docx, read-only files stay.",
        "Sửa các lỗi sửa được an toàn; tệp Word ghi ra NAME.fixed.docx, tệp chỉ đọc giữ nguyên.",
    ),
    "help.check_diff": ("Show the repairs and write nothing.", "Hiện các chỗ sẽ sửa, không ghi tệp."),
    "help.check_baseline": (
        "Findings of this file are known: marked, and no reason to fail.",
        "Các phát hiện trong tệp này là đã biết: được đánh dấu, không làm lỗi.",
    ),
    "help.check_write_baseline": (
        "Write the findings as known ones and exit 0.",
        "Ghi các phát hiện hiện có thành đã biết rồi thoát với mã 0.",
    ),
    "help.check_stdin_name": (
        "Name of what comes through standard input.",
        "Tên của nội dung đọc từ đầu vào chuẩn.",
    ),
    "help.check_today": (
        "Day that suppressions are held to; also KHCCHC_TODAY. The clock is never read.",
        "Ngày để đối chiếu hạn của khai báo bỏ qua; hoặc KHCCHC_TODAY. Không đọc đồng hồ.",
    ),
    "help.check_show_settings": (
        "Show the settings that hold here, and end.",
        "Hiện các thiết lập đang áp dụng rồi dừng.",
    ),
    "help.rule": (
        "Explain the rules of 'khcchc check' and the codes of 'khcchc parse'.",
        "Giải thích các quy tắc của 'khcchc check' và các mã do 'khcchc parse' báo.",
    ),
    "help.rule_name": ("Id or name of a rule, or a code such as TAB002.", "Mã hoặc tên quy tắc, hoặc mã như TAB002."),
    "help.rule_all": ("List all rules.", "Liệt kê mọi quy tắc."),
    "help.rule_write": (
        "Write the pages of all rules into DIR.",
        "Ghi trang giải thích của mọi quy tắc vào DIR.",
    ),
    # --- convert: many plans ----------------------------------------------------------------------------
    "help.convert": (
        "Convert many plans: a tree of files, one table, a workbook, a calendar or a database. What is unchanged "
        "is not done again.",
        "Chuyển đổi nhiều kế hoạch: cây tệp, một bảng chung, bảng tính, lịch hoặc cơ sở dữ liệu. Tệp không đổi thì "
        "không làm lại.",
    ),
    "help.convert.inputs": (
        "Files, folders, 'patterns/**/*.docx', zip archives of plans.",
        "Tệp, thư mục, mẫu 'tên/**/*.docx', tệp nén zip chứa kế hoạch.",
    ),
    "help.convert.to": (
        "Format of the output; without it, the ending of OUT decides.",
        "Định dạng đầu ra; nếu không ghi, theo đuôi tên của OUT.",
    ),
    "help.convert.out": (
        "Folder for a file per plan, or the one file for all of them (--combine, or its ending says so).",
        "Thư mục chứa mỗi kế hoạch một tệp, hoặc một tệp chung (--combine, hoặc theo đuôi tên).",
    ),
    "help.convert.combine": ("One file of all plans.", "Gộp mọi kế hoạch vào một tệp."),
    "help.convert.exclude": (
        "Leave out names, or folders, that match; may be given again.",
        "Bỏ qua tệp hoặc thư mục khớp mẫu; có thể ghi nhiều lần.",
    ),
    "help.convert.from_list": (
        "Names of files, one a line; '-' is standard input.",
        "Danh sách tên tệp, mỗi dòng một tên; '-' là đầu vào chuẩn.",
    ),
    "help.convert.agency": (
        "Only tasks that this agency leads or joins in; accents and case do not matter; may be given again.",
        "Chỉ lấy nhiệm vụ cơ quan này chủ trì hoặc phối hợp; không phân biệt dấu, hoa thường; có thể ghi nhiều lần.",
    ),
    "help.convert.headers": (
        "Column names of CSV (key) and workbooks (vi): machine keys or Vietnamese.",
        "Tên cột của CSV (mặc định key) và bảng tính (mặc định vi).",
    ),
    "help.convert.todo": ("Calendar: to-dos instead of events.", "Lịch: ghi thành việc cần làm thay cho sự kiện."),
    "help.convert.partition": ("Parquet: a folder for each year.", "Parquet: mỗi năm một thư mục."),
    "help.convert.jobs": (
        "Worker processes; without it, one for each core.",
        "Số tiến trình; nếu không ghi, mỗi lõi một tiến trình.",
    ),
    "help.convert.timeout": (
        "Give up a file after so many seconds (300); 0 never.",
        "Bỏ tệp đọc quá số giây này (300); 0 là không giới hạn.",
    ),
    "help.convert.max_memory": (
        "Give up a file that needs more, such as 512M or 2G (2G); 0 is no limit.",
        "Bỏ tệp cần nhiều bộ nhớ hơn, ví dụ 512M hoặc 2G (2G); 0 là không giới hạn.",
    ),
    "help.convert.force": ("Do unchanged files again.", "Làm lại cả các tệp không đổi."),
    "help.convert.scheduler": (
        "Work on a dask cluster, such as tcp://host:8786.",
        "Chạy trên cụm dask, ví dụ tcp://host:8786.",
    ),
    "convert.no_output": ("-o OUT is missing", "thiếu -o OUT"),
    "convert.no_output_hint": (
        "name a folder, or a file for one table",
        "ghi một thư mục, hoặc một tệp cho bảng chung",
    ),
    "convert.no_format": ("--to is missing", "thiếu --to"),
    "convert.no_inputs": ("nothing to convert", "không có gì để chuyển đổi"),
    "convert.no_inputs_hint": ("name files or folders, or --from-list", "ghi tệp, thư mục, hoặc --from-list"),
    "convert.nothing": ("no file found in what was named", "không thấy tệp nào trong đầu vào"),
    "convert.nothing_hint": ("check the names and --exclude", "kiểm tra tên và --exclude"),
    "convert.list_hint": ("a text file with one name a line", "tệp văn bản, mỗi dòng một tên"),
    "convert.only": ("{option} goes with --to {formats}", "{option} chỉ dùng với --to {formats}"),
    "convert.at_least": ("{option} must be at least {least}", "{option} ít nhất là {least}"),
    "convert.size": (
        "--max-memory {value}: not a size of 16M or more",
        "--max-memory {value}: không phải cỡ từ 16M trở lên",
    ),
    "convert.size_hint": ("write 512M or 2G", "ghi 512M hoặc 2G"),
    "convert.inside": ("-o {name} is the folder to be read", "-o {name} trùng với thư mục đầu vào"),
    "convert.inside_hint": ("name another folder", "hãy chọn thư mục khác"),
    "convert.failed": ("failed: {name}: {reason}", "lỗi: {name}: {reason}"),
    "convert.so_far": ("{done} of {total} files", "{done} trong {total} tệp"),
    "convert.joining": ("all are read; writing {name}", "đã đọc xong; đang ghi {name}"),
    "convert.bar": ("plans", "kế hoạch"),
    "convert.rate": ("files/s", "tệp/giây"),
    "no_agency": (
        "no task names {names} as lead or coordinating agency — 'khcchc agencies FILE' lists the names",
        "không nhiệm vụ nào ghi {names} là cơ quan chủ trì hoặc phối hợp — 'khcchc agencies FILE' liệt kê các tên",
    ),
    "convert.stopped": (
        "stopped after {done} of {total} files; the same command goes on from here",
        "đã dừng sau {done} trong {total} tệp; chạy lại lệnh này để làm tiếp",
    ),
    "n.convert.done": ("{n} converted", "{n} tệp đã chuyển đổi"),
    "n.convert.same": ("{n} unchanged", "{n} tệp không đổi"),
    "n.convert.failed": ("{n} failed", "{n} tệp lỗi"),
    "n.convert.left": ("{n} not looked at", "{n} tệp chưa xem"),
    "n.convert.tasks": (
        "{n} task in what was converted|{n} tasks in what was converted",
        "{n} nhiệm vụ trong các tệp đã chuyển đổi",
    ),
    "convert.col.file": ("File", "Tệp"),
    "convert.col.cause": ("Cause", "Nguyên nhân"),
    "convert.col.reason": ("Reason", "Lý do"),
    "convert.more": ("  … and {n} more: the manifest names all", "  … và {n} tệp khác: xem đủ trong tệp kê (manifest)"),
    "convert.cause.UnreadableFile": ("unreadable", "không đọc được"),
    "convert.cause.UnsupportedFormat": ("unsupported", "không hỗ trợ"),
    "convert.cause.LimitExceeded": ("too large", "quá lớn"),
    "convert.cause.MissingExtra": ("missing package", "thiếu gói"),
    "convert.cause.timeout": ("too slow", "quá lâu"),
    "convert.cause.memory": ("memory", "hết bộ nhớ"),
    "convert.cause.died": ("died", "bị ngắt"),
    "convert.cause.engine": ("cluster", "cụm máy"),
    "convert.cause.fault": ("fault", "sự cố"),
    # --- diff: two plans --------------------------------------------------------------------------------
    "help.diff": (
        "Compare two plans by what their tasks say, not by their numbers; exit 1 when they differ.",
        "So sánh hai kế hoạch theo nội dung nhiệm vụ, không theo số mục; thoát với mã 1 khi khác nhau.",
    ),
    "help.diff.old": ("The earlier or the superior's plan.", "Kế hoạch cũ, hoặc của cấp trên."),
    "help.diff.new": ("The later plan, or ours.", "Kế hoạch mới, hoặc của đơn vị mình."),
    "help.diff.format": ("Format of the output.", "Định dạng đầu ra."),
    "help.diff.cascade": (
        "OLD is the superior's plan: tell which of its tasks NEW does not take up, or has due later.",
        "OLD là kế hoạch cấp trên: nêu nhiệm vụ NEW chưa triển khai hoặc đặt hạn muộn hơn.",
    ),
    "help.diff.agency": (
        "Only tasks of this agency (with --cascade: of the superior's plan); may be given again.",
        "Chỉ xét nhiệm vụ của cơ quan này (với --cascade: trong kế hoạch cấp trên); có thể ghi nhiều lần.",
    ),
    "diff.new": ("New", "Mới"),
    "diff.dropped": ("Dropped", "Không còn"),
    "diff.changed": ("Changed", "Thay đổi"),
    "diff.missing": ("Not taken up", "Chưa triển khai"),
    "diff.later": ("Due later than the superior asks", "Hạn muộn hơn cấp trên yêu cầu"),
    "diff.moved": ("moved", "chuyển mục"),
    "diff.reworded": ("reworded", "sửa lời"),
    "diff.lead": ("lead", "chủ trì"),
    "diff.coordinating": ("with", "phối hợp"),
    "diff.schedule": ("when", "thời gian"),
    "diff.deliverables": ("product", "sản phẩm"),
    "diff.deadline": ("due", "hạn"),
    "diff.none": ("no differences", "không có khác biệt"),
    "diff.no_field": ("(none)", "(không có)"),
    "diff.summary": (
        "{same} the same, {changed} changed, {new} new, {dropped} dropped",
        "{same} giữ nguyên, {changed} thay đổi, {new} mới, {dropped} không còn",
    ),
    "diff.summary_cascade": (
        "{taken} taken up, {missing} not, {later} due later",
        "{taken} đã triển khai, {missing} chưa, {later} hạn muộn hơn",
    ),
    "diff.what": ("What", "Nội dung"),
    "diff.before": ("Before", "Trước"),
    "diff.after": ("After", "Sau"),
    "diff.shifted": (
        "dates compared with {years:+d} years, the distance of the two plans",
        "ngày tháng so sánh sau khi dời {years:+d} năm theo thời kỳ hai kế hoạch",
    ),
}


class Messages:
    """The texts in one language: `say("no_tasks", name="a.txt", …)`, `say.count("lines", 3)`."""

    def __init__(self, language: Language = "en") -> None:
        self.language: Language = language
        self._column = LANGUAGES.index(language)

    def __call__(self, key: str, **values: object) -> str:
        """The text with its values filled in. An unknown key is a mistake of the caller: `KeyError`."""
        text = _TEXTS[key][self._column]
        return text.format(**values) if values else text

    def word(self, value: str) -> str:
        """A word of the records as people read it: `lead`, `chủ trì`; one that is no such word as it is."""
        key = f"word.{value}"
        return self(key) if self.has(key) else value

    def has(self, key: str) -> bool:
        """Is there such a text?"""
        return key in _TEXTS

    def count(self, noun: str, n: int) -> str:
        """`1 task`, `2 tasks`, `2 nhiệm vụ`."""
        one, _, many = _TEXTS[f"n.{noun}"][self._column].partition("|")
        return (many if many and n != 1 else one).format(n=n)


def choose_language(environ: Mapping[str, str]) -> Language:
    """The language of `KHCCHC_LANG`, else of the first locale variable that is set, else English."""
    for name in ("KHCCHC_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "vi" if value.lower().startswith("vi") else "en"
    return "en"


def text_keys() -> tuple[str, ...]:
    """All keys, for the tests that hold the two languages together."""
    return tuple(_TEXTS)
