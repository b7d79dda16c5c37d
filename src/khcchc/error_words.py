"""The Vietnamese of every error: what is wrong, and what to do next.

The key is the English sentence as the program says it, with `{}` for each value that it fills in. In the
translation a value has its number, so that the order may change: `{0}` stays letter for letter, `{1:vi}` is said in
Vietnamese where the table has it. A test reads the calls in all modules: the table is complete, and nothing in it is
unused.
"""

from __future__ import annotations

from collections.abc import Mapping

_READING = {
    # --- any file -----------------------------------------------------------------------------------------
    "{}: {}": "{0}: {1:vi}",
    "{}: no such file": "{0}: không có tệp này",
    "check the name": "hãy kiểm tra lại tên",
    "check that you may read it": "hãy kiểm tra quyền đọc tệp",
    "{} is a folder": "{0} là thư mục",
    "name a file in it": "hãy ghi tên một tệp trong thư mục đó",
    "{} is empty": "{0} là tệp rỗng",
    "nothing to read; check how it was saved": "không có gì để đọc; hãy kiểm tra lại cách lưu tệp",
    "{}: unknown format {}": "{0}: không có định dạng {1}",
    "formats read: {}": "các định dạng đọc được: {0}",
    "fetch it again": "hãy lấy lại tệp từ nguồn",
    "fetch the file again": "hãy lấy lại tệp từ nguồn",
    "check where the file comes from": "hãy kiểm tra nguồn gốc của tệp",
    # --- what a file is -----------------------------------------------------------------------------------
    "{} is damaged: it does not begin as a {} file does": "{0} bị hỏng: phần đầu không phải của tệp {1}",
    "{} is a binary file and no document": "{0} là tệp nhị phân, không phải văn bản",
    "give the document itself": "hãy chọn chính tệp văn bản",
    "save the picture as PNG, JPEG, TIFF or PDF: scans are read in these": (
        "hãy lưu ảnh thành PNG, JPEG, TIFF hoặc PDF: bản quét được đọc ở các định dạng này"
    ),
    "{} is an OpenDocument file, but no text": "{0} là tệp OpenDocument nhưng không phải văn bản",
    "give a document (.odt, .docx)": "hãy chọn tệp văn bản (.odt, .docx)",
    "{} is a ZIP archive": "{0} là tệp nén ZIP",
    "unpack it and give the documents in it": "hãy giải nén rồi chọn các văn bản bên trong",
    "{} is encrypted with a password": "{0} được khoá bằng mật khẩu",
    "open it in Word, remove the password and save it": "hãy mở bằng Word, bỏ mật khẩu rồi lưu lại",
    "give a Word document (.docx)": "hãy chọn tệp Word (.docx)",
    "{} is an Office file of an unknown kind": "{0} là tệp Office không rõ loại",
    "save it as .docx or PDF": "hãy lưu lại thành .docx hoặc PDF",
    "{} is a GIF image": "{0} là ảnh GIF",
    "{} is a bitmap image": "{0} là ảnh bitmap",
    "{} is a RAR archive": "{0} là tệp nén RAR",
    "{} is a 7-Zip archive": "{0} là tệp nén 7-Zip",
    "{} is a gzip archive": "{0} là tệp nén gzip",
    "{} is a PostScript file": "{0} là tệp PostScript",
    "{} is a SQLite database": "{0} là cơ sở dữ liệu SQLite",
    "{} is a program": "{0} là tệp chương trình",
    "{} is an Excel workbook (.xls)": "{0} là bảng tính Excel (.xls)",
    "{} is a PowerPoint file (.ppt)": "{0} là tệp PowerPoint (.ppt)",
    "{} is an Excel workbook, not a Word document": "{0} là bảng tính Excel, không phải văn bản Word",
    "{} is a PowerPoint file, not a Word document": "{0} là tệp PowerPoint, không phải văn bản Word",
    "{} is an e-book (EPUB), not a Word document": "{0} là sách điện tử (EPUB), không phải văn bản Word",
    "{} is an OpenDocument file, not a Word document": "{0} là tệp OpenDocument, không phải văn bản Word",
    "{} is a ZIP archive, not a Word document": "{0} là tệp nén ZIP, không phải văn bản Word",
    # --- encodings ----------------------------------------------------------------------------------------
    "{} is a binary file, not text": "{0} là tệp nhị phân, không phải văn bản thuần",
    "give a text file, or name its format with --from": "hãy chọn tệp văn bản, hoặc ghi rõ định dạng bằng --from",
    "unknown encoding {}": "không có bảng mã {0}",
    "encodings: {}": "các bảng mã: {0}",
    "{}: line {} is not {} ({})": "{0}: dòng {1} không đúng bảng mã {2} ({3:vi})",
    "byte 0x{} at offset {}": "byte 0x{0} ở vị trí {1}",
    "cut short": "bị cắt giữa chừng",
    "save it as UTF-8, or try 'khcchc parse --encoding'": (
        "hãy lưu tệp theo bảng mã UTF-8, hoặc thử 'khcchc parse --encoding'"
    ),
    "{}: half of a surrogate pair at character {}": "{0}: ký tự thứ {1} chỉ là một nửa của cặp surrogate",
    "decode the bytes it came from as UTF-8 or UTF-16": "hãy giải mã lại dữ liệu gốc theo UTF-8 hoặc UTF-16",
    # --- limits -------------------------------------------------------------------------------------------
    "{} is larger than {}": "{0} có dung lượng lớn hơn {1:vi}",
    "{} is larger than {} MiB": "{0} có dung lượng lớn hơn {1} MiB",
    "{} bytes": "{0} byte",
    "split the file, or raise --max-bytes": "hãy chia nhỏ tệp, hoặc tăng --max-bytes",
    "split the file": "hãy chia nhỏ tệp",
    "{} takes longer than {} seconds to read": "{0} đọc quá {1} giây",
    "{} takes longer than {} seconds to read ({})": "{0} đọc quá {1} giây ({2:vi})",
    "{} was not read, because the reading of {} could not be stopped": (
        "{0} chưa được đọc vì không dừng được việc đọc {1}"
    ),
    "read it in a run of its own": "hãy đọc tệp này trong một lần chạy riêng",
    "page {}": "trang {0}",
    "text recognition": "nhận dạng chữ",
    "text recognition, page {}": "nhận dạng chữ, trang {0}",
    "split the file, or read fewer pages": "hãy chia nhỏ tệp, hoặc đọc ít trang hơn",
    "{} is damaged: its ZIP directory cannot be read": "{0} bị hỏng: không đọc được mục lục ZIP",
    "open it in Word and save it again, or fetch it again": "hãy mở bằng Word rồi lưu lại, hoặc lấy lại tệp từ nguồn",
    "{} holds {} parts, more than {}": "{0} có {1} thành phần, quá {2}",
    "this is no ordinary document; check where it comes from": (
        "đây không phải văn bản thông thường; hãy kiểm tra nguồn gốc của tệp"
    ),
    "{} is encrypted": "{0} được khoá bằng mật khẩu",
    "remove the password and save it again": "hãy bỏ mật khẩu rồi lưu lại",
    "{}: {} would unpack to {}, {} times its size": "{0}: {1} giải nén ra {2:vi}, gấp {3} lần dung lượng của nó",
    "{} would unpack to {}, more than {}": "{0} giải nén ra {1:vi}, quá {2:vi}",
    "{}: {} unpacks to more than {}": "{0}: {1} giải nén ra quá {2:vi}",
    "{} is damaged: {} cannot be unpacked ({})": "{0} bị hỏng: không giải nén được {1} ({2})",
    # --- Word, the web, older formats ---------------------------------------------------------------------
    "{} is damaged: its text ({}) is missing": "{0} bị hỏng: thiếu phần nội dung ({1})",
    "open it in Word and save it again": "hãy mở bằng Word rồi lưu lại",
    "{} is damaged: {}, line {}: {}": "{0} bị hỏng: {1} sai cấu trúc ở dòng {2}",
    "{}: {} is nested too deeply or too large to be a document": "{0}: {1} lồng quá sâu hoặc quá lớn đối với văn bản",
    "{}: {} declares a document type, which no Word document does": (
        "{0}: {1} khai báo kiểu tài liệu (DOCTYPE), không tệp Word nào có"
    ),
    "{} is a web archive without a page": "{0} là tệp lưu trang web nhưng không có trang nào",
    "save the page as .html": "hãy lưu trang thành .html",
    "{} is {}, which LibreOffice turns into .docx, and it is not installed": (
        "{0} là {1:vi}, cần LibreOffice để chuyển thành .docx nhưng máy chưa cài"
    ),
    "a Word file of the old format (.doc)": "tệp Word kiểu cũ (.doc)",
    "an RTF file": "tệp RTF",
    "an OpenDocument text (.odt)": "văn bản OpenDocument (.odt)",
    "install it (Debian: apt install libreoffice-writer-nogui), or save the file as .docx": (
        "hãy cài LibreOffice (Debian: apt install libreoffice-writer-nogui), hoặc lưu tệp thành .docx"
    ),
    "{}: LibreOffice cannot read it": "{0}: LibreOffice không đọc được",
    "{}: LibreOffice cannot read it ({})": "{0}: LibreOffice không đọc được ({1})",
    "open it in Word: it may be damaged or have a password": "hãy mở bằng Word: tệp có thể bị hỏng hoặc có mật khẩu",
    "{}: LibreOffice did not finish within the time limit": "{0}: LibreOffice không xong trong thời gian cho phép",
    "save the file as .docx, or split it": "hãy lưu tệp thành .docx, hoặc chia nhỏ tệp",
    # --- PDF and scans ------------------------------------------------------------------------------------
    "{} has {} pages, more than {}": "{0} có {1} trang, quá {2} trang",
    "raise --max-pages, or split the file": "hãy tăng --max-pages, hoặc chia nhỏ tệp",
    "{} has no pages": "{0} không có trang nào",
    "{} is encrypted: it asks for a password": "{0} được khoá bằng mật khẩu",
    "open it, and print or save it without the password": "hãy mở tệp rồi in hoặc lưu lại không có mật khẩu",
    "{} is damaged: it cannot be opened as a PDF": "{0} bị hỏng: không mở được như tệp PDF",
    "fetch the file again, or open it and print it to a new PDF": (
        "hãy lấy lại tệp từ nguồn, hoặc mở tệp và in ra một tệp PDF mới"
    ),
    "{} is damaged: none of its pages can be read": "{0} bị hỏng: không đọc được trang nào",
    "{} has no text layer: its {} pages are pictures": "{0} không có lớp chữ: {1} trang đều là ảnh",
    "{} has no words on its {} pages": "{0} không có chữ trên {1} trang",
    "read it with --ocr auto (pip install 'khcchc[ocr]', and the Debian packages tesseract-ocr and "
    "tesseract-ocr-vie)": (
        "hãy đọc với --ocr auto (pip install 'khcchc[ocr]', và các gói Debian tesseract-ocr, tesseract-ocr-vie)"
    ),
    "{}: text recognition found no words on its pages": "{0}: không nhận dạng được chữ nào trên các trang",
    "scan it again at 300 dpi": "hãy quét lại ở 300 dpi",
    "text recognition needs the program tesseract, which is not installed": (
        "nhận dạng chữ cần chương trình tesseract, máy chưa cài"
    ),
    "tesseract has no Vietnamese model (vie)": "tesseract chưa có dữ liệu tiếng Việt (vie)",
    "install the Debian packages tesseract-ocr and tesseract-ocr-vie (Windows and macOS: Tesseract with the language "
    "file vie.traineddata)": (
        "hãy cài các gói Debian tesseract-ocr và tesseract-ocr-vie (Windows và macOS: Tesseract cùng tệp ngôn ngữ "
        "vie.traineddata)"
    ),
    "{} is a picture": "{0} là ảnh",
    "read it with --ocr auto": "hãy đọc với --ocr auto",
    "{} is damaged: it cannot be opened as a picture": "{0} bị hỏng: không mở được như tệp ảnh",
    "scan or save it again": "hãy quét hoặc lưu lại",
    "{} is damaged or too large a picture": "{0} là ảnh bị hỏng hoặc quá lớn",
    "scan it again at 200 to 300 dpi": "hãy quét lại ở 200 đến 300 dpi",
    "{}: no words were found in the picture": "{0}: không tìm thấy chữ nào trong ảnh",
    "scan it again, upright and at 200 to 300 dpi": "hãy quét lại cho thẳng, ở 200 đến 300 dpi",
}

_GRAMMARS = {
    "{}: no such folder": "{0}: không có thư mục này",
    "{} is not a folder": "{0} không phải thư mục",
    "name a folder of grammar files": "hãy ghi tên thư mục chứa các tệp ngữ pháp (.toml)",
    "no .toml file in {}": "không có tệp .toml nào trong {0}",
    "{}: cannot be read: {}": "{0}: không đọc được: {1:vi}",
    "save it as UTF-8 text": "hãy lưu tệp dạng văn bản, bảng mã UTF-8",
    "{}: not TOML: {}": "{0}: không đúng cú pháp TOML: {1:vi}",
    "put patterns in single quotes": "hãy đặt mẫu trong dấu nháy đơn",
    "{}: version {} is not {}": "{0}: phiên bản {1}, cần phiên bản {2}",
    "see grammars/README.md": "xem grammars/README.md",
    "not a known key": "khoá không hợp lệ",
    "{}: rule {}: {}": "{0}: quy tắc {1}: {2:vi}",
    "{}: rule {}: no part {}": "{0}: quy tắc {1}: không có thành phần {2}",
    "parts here: {}": "các thành phần hiện có: {0}",
    "{}: rule {}: longer than {} letters with its parts filled in": (
        "{0}: quy tắc {1}: dài hơn {2} ký tự sau khi thay các thành phần"
    ),
    "use each part once, or cut the rule in two": "hãy dùng mỗi thành phần một lần, hoặc tách quy tắc làm hai",
    "{}: rule {}: parts name each other in a circle": "{0}: quy tắc {1}: các thành phần gọi nhau thành vòng",
    "{}: rule {}: does not match its example {}": "{0}: quy tắc {1}: không khớp ví dụ {2}",
    "{}: rule {}: 'opens' lacks the first word of its example {}": (
        "{0}: quy tắc {1}: 'opens' thiếu từ đầu tiên của ví dụ {2}"
    ),
    "{}: rule {}: matches its not_example {}": "{0}: quy tắc {1}: khớp cả phản ví dụ {2}",
    "correct the pattern": "hãy sửa mẫu",
    "correct the pattern or the example": "hãy sửa mẫu hoặc ví dụ",
    "{}: no list {}": "{0}: không có danh sách {1}",
    "lists here: {}": "các danh sách hiện có: {0}",
    "{}: no rule {}": "{0}: không có quy tắc {1}",
    "restore the built-in rule": "hãy khôi phục quy tắc có sẵn",
    "no grammar {}": "không có bộ ngữ pháp {0}",
}

_CHECKING = {
    "no rule {}": "không có quy tắc {0}",
    "did you mean {}?": "ý bạn là {0}?",
    "'khcchc rule --all' lists them": "xem danh sách bằng 'khcchc rule --all'",
    "{}: no plan there": "{0}: không có kế hoạch nào trong đó",
    "files read: {}": "các loại tệp đọc được: {0}",
    "{}: no baseline of version {}": "{0}: không phải tệp baseline phiên bản {1}",
    "{}: not JSON: {}": "{0}: không đúng cú pháp JSON: {1}",
    "make it with --write-baseline": "hãy tạo bằng --write-baseline",
    "make it again with --write-baseline": "hãy tạo lại bằng --write-baseline",
    "save it as TOML in UTF-8": "hãy lưu tệp đúng cú pháp TOML, bảng mã UTF-8",
    "{}: unknown key {}": "{0}: khoá {1} không hợp lệ",
    "known: {}": "chỉ có: {0}",
    "known: ignore": "chỉ có: ignore",
    "{}: is no table": "{0}: không phải là bảng",
    "{}: per-file is no table of tables": "{0}: per-file phải gồm các bảng con",
    'write [per-file."drafts/*"]': 'viết như [per-file."du-thao/*"]',
    "{}: per-file {}: unknown key {}": "{0}: per-file {1}: khoá {2} không hợp lệ",
    "{}: {} is no list of rules": "{0}: {1} phải là danh sách quy tắc",
    '{} = ["STR", "DOC001"]': 'viết như {0} = ["STR", "DOC001"]',
    "{}: {} is neither true nor false": "{0}: {1} phải là true hoặc false",
    "{} = true": "viết như {0} = true",
    "{}: {} is no text": "{0}: {1} phải là chuỗi ký tự",
    '{} = "…"': 'viết như {0} = "…"',
    "{}: {} = {} is none of {}": "{0}: {1} = {2}: chỉ nhận {3}",
    "choose one of them": "hãy chọn một trong các giá trị này",
    "{}: 'ignore' is not a list": "{0}: 'ignore' phải là danh sách",
    "write [[ignore]]": "viết như [[ignore]]",
    "see docs/check.md": "xem docs/check.md",
    "{}: needs a rule and a reason": "{0}: phải ghi mã quy tắc và lý do",
    'rule = "DOC003", reason = "…"': 'viết như rule = "DOC003", reason = "…"',
    "{}: until {} is no date": "{0}: until {1} không phải ngày",
    "{}: until is no date": "{0}: until không phải ngày",
    "--today {}: no date": "--today {0}: không phải ngày",
    "write it as 2026-12-31": "viết như 2026-12-31",
}

_WRITING = {
    "cannot write {}: {}": "không ghi được {0}: {1:vi}",
    "name another place with -o": "hãy chọn nơi ghi khác bằng -o",
    "Parquet needs pyarrow": "định dạng Parquet cần gói pyarrow",
    "pip install 'khcchc[parquet]'": "hãy chạy: pip install 'khcchc[parquet]'",
    "workbooks need XlsxWriter": "ghi bảng tính cần gói XlsxWriter",
    "pip install 'khcchc[xlsx]'": "hãy chạy: pip install 'khcchc[xlsx]'",
    "{} is another kind of database": "{0} là cơ sở dữ liệu loại khác",
    "name a new file; --force does not replace it": "hãy chọn tệp mới; --force không thay tệp này",
    "{} cannot be used as a database: {}": "không dùng được {0} làm cơ sở dữ liệu: {1:vi}",
    "name another file": "hãy chọn tệp khác",
    "section {} stands under one that is not there": "mục {0} thuộc một mục không có trong văn bản",
}

_CONVERTING = {
    # --- the run ------------------------------------------------------------------------------------------
    "{}: no file matches": "{0}: không có tệp nào khớp mẫu",
    "check the pattern": "hãy kiểm tra lại mẫu",
    "{}: not UTF-8": "{0}: không đúng bảng mã UTF-8",
    "another run is writing there ({})": "một lần chạy khác đang ghi vào đó ({0:vi})",
    "process {} on {}": "tiến trình {0} trên máy {1}",
    "an unreadable lock": "tệp khoá không đọc được",
    "wait for it; if it is gone for certain, remove {}": "hãy chờ lần chạy đó; nếu chắc chắn nó đã dừng, hãy xoá {0}",
    "another run took the output at the same moment": "một lần chạy khác vừa giữ đầu ra này cùng lúc",
    "try again": "hãy thử lại",
    "--scheduler needs dask.distributed": "--scheduler cần gói dask.distributed",
    "pip install 'khcchc[dask]'": "hãy chạy: pip install 'khcchc[dask]'",
    "no dask scheduler at {}: {}": "không có bộ lập lịch dask tại {0}: {1:vi}",
    "check --scheduler": "hãy kiểm tra --scheduler",
    "the scheduler at {} has no workers": "bộ lập lịch tại {0} không có tiến trình làm việc nào",
    "start some with 'dask worker'": "hãy khởi động bằng lệnh 'dask worker'",
    "a SQLite file must lie on this machine": "tệp SQLite phải nằm trên máy này",
    "name a local file with -o, and copy it": "hãy ghi ra một tệp trên máy bằng -o rồi sao chép đi",
    "{} vanished while it was needed": "{0} đã mất khi đang cần đến",
    "run again": "hãy chạy lại",
    "{} leads out of the output folder": "{0} nằm ngoài thư mục đầu ra",
    "rename the file": "hãy đổi tên tệp",
    "{}: reading URLs needs fsspec": "{0}: đọc từ URL cần gói fsspec",
    "pip install 'khcchc[remote]'": "hãy chạy: pip install 'khcchc[remote]'",
    "install the package named there": "hãy cài gói được nêu tên",
    "check the URL": "hãy kiểm tra lại URL",
    "{} is not the record of one plan: {}": "{0} không phải dữ liệu JSON của một kế hoạch",
    "give one plan a file": "mỗi tệp JSON chỉ chứa một kế hoạch",
    # --- one file of many ---------------------------------------------------------------------------------
    "{}: damaged in its archive ({})": "{0}: bị hỏng trong tệp nén ({1:vi})",
    "pack it again": "hãy nén lại",
    "{} is not a whole zip archive ({})": "{0} không phải tệp nén zip trọn vẹn ({1:vi})",
    "{} holds more than {} files": "{0} chứa quá {1} tệp",
    "{} unpacks to more than {} GiB": "{0} giải nén ra quá {1} GiB",
    "{} unpacks to more than {} times its size": "{0} giải nén ra quá {1} lần dung lượng của nó",
    "{} is locked with a password": "{0} được khoá bằng mật khẩu",
    "unpack it first": "hãy giải nén trước",
    "took longer than {} s": "đọc quá {0} giây",
    "split the file or raise --timeout": "hãy chia nhỏ tệp hoặc tăng --timeout",
    "needs more memory than {}": "cần nhiều bộ nhớ hơn {0:vi}",
    "this machine has": "mức máy này có",
    "split the file or raise --max-memory": "hãy chia nhỏ tệp hoặc tăng --max-memory",
    "its worker was killed ({})": "tiến trình đọc tệp bị ngắt ({0})",
    "out of memory?": "có thể do hết bộ nhớ",
    "its worker ended unexpectedly (exit {})": "tiến trình đọc tệp kết thúc bất thường (mã thoát {0})",
    "the cluster gave it back: {}: {}": "cụm máy trả lại: {0}: {1:vi}",
    "unexpected {}: {}": "sự cố ngoài dự kiến {0}: {1:vi}",
}

SYSTEM_WORDS = {
    # --- the operating system (errno) ---------------------------------------------------------------------
    "No such file or directory": "không có tệp hoặc thư mục này",
    "Permission denied": "không có quyền truy cập",
    "Operation not permitted": "không được phép thực hiện",
    "Is a directory": "đây là thư mục",
    "Not a directory": "đây không phải thư mục",
    "File exists": "tệp đã có",
    "No space left on device": "ổ đĩa đã đầy",
    "Disk quota exceeded": "vượt hạn mức ổ đĩa",
    "Read-only file system": "ổ đĩa chỉ cho phép đọc",
    "File name too long": "tên tệp quá dài",
    "Too many open files": "mở quá nhiều tệp",
    "Too many levels of symbolic links": "liên kết tệp lồng nhau quá nhiều",
    "Input/output error": "lỗi đọc ghi của thiết bị",
    "Device or resource busy": "thiết bị đang bận",
    "Invalid argument": "tham số không hợp lệ",
    "Connection refused": "kết nối bị từ chối",
    "Connection timed out": "kết nối quá thời gian",
}

_LIBRARIES = {
    # --- Python, its TOML and ZIP readers, pydantic -------------------------------------------------------
    "[Errno {}] {}: {}": "{1:vi}: {2}",
    "{} codec can't decode byte {} in position {}: {}": "không đúng bảng mã {0} (byte {1} ở vị trí {2})",
    "{} (at line {}, column {})": "{0:vi} (dòng {1}, cột {2})",
    "{} (at end of document)": "{0:vi} (cuối tệp)",
    "Invalid value": "giá trị không hợp lệ",
    "Invalid statement": "câu lệnh không hợp lệ",
    "Expected '=' after a key in a key/value pair": "thiếu dấu '=' sau khoá",
    "Expected newline or end of document after a statement": "thừa ký tự ở cuối dòng",
    "Expected ']' at the end of a table declaration": "thiếu dấu ']' ở cuối tên bảng",
    "Unescaped '\\' in a string": "dấu '\\' trong chuỗi phải viết thành '\\\\'",
    "Unterminated string": "chuỗi thiếu dấu nháy đóng",
    "Unclosed array": "danh sách thiếu dấu ']'",
    "Illegal character {}": "ký tự {0} không hợp lệ",
    "Expected {}": "thiếu {0}",
    "Cannot overwrite a value": "khoá được ghi hai lần",
    "Cannot declare {} twice": "bảng {0} được khai báo hai lần",
    "field required": "còn thiếu",
    "input should be {}": "phải là {0}",
    "input should be a valid string": "phải là chuỗi ký tự",
    "input should be a valid integer": "phải là số nguyên",
    "input should be a valid tuple": "phải là danh sách",
    "input should be a valid dictionary": "phải là bảng",
    "at least one is needed": "phải có ít nhất một mục",
    "File is not a zip file": "không đúng cấu trúc zip",
    "Bad CRC-32 for file {}": "sai mã kiểm tra của {0}",
    "file is not a database": "tệp không phải cơ sở dữ liệu",
    "database is locked": "cơ sở dữ liệu đang được chương trình khác dùng",
    "unable to open database file": "không mở được tệp",
}

OTHERS_WORDS: Mapping[str, str] = {**SYSTEM_WORDS, **_LIBRARIES}
"""What other programs say inside our sentences: as much of it as people meet."""

VIETNAMESE: Mapping[str, str] = {**_READING, **_GRAMMARS, **_CHECKING, **_WRITING, **_CONVERTING, **OTHERS_WORDS}
