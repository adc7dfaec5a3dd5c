# %% [markdown]
# # Phân tích kế hoạch trong sổ tay
#
# Mở tệp này như một sổ tay (VS Code, Jupyter có jupytext): mỗi `# %%` là một ô.
# Cần `pip install 'vanban[data]'`, và `quyet-dinh.docx`, `chi-thi.txt` trong thư mục đang mở.

# %% Đọc hai văn bản, nạp vào kho
import polars as pl

from vanban import convert, open_store
from vanban.tracking.frames import frame, tasks_frame

plans = [convert("quyet-dinh.docx"), convert("chi-thi.txt")]
store = open_store("kho.db")
loaded = store.load(plans)
print([(plan.document.number_symbol, len(plan.tasks)) for plan in plans])

# %% Một dòng cho mỗi nhiệm vụ; cột ngày là ngày
tasks = tasks_frame(store)
assert tasks.height == sum(len(plan.tasks) for plan in plans)
assert tasks.schema["due"] == pl.Date

# %% Việc có hạn, sớm nhất trước
dated = tasks.filter(pl.col("due").is_not_null()).sort("due")
print(dated.select("number_symbol", "text", "due").head(5))

# %% Đơn vị nào được giao chủ trì nhiều nhất
leads = frame(store, "v_assignments").filter(role="lead")
busiest = leads.group_by("unit").len().sort("len", "unit", descending=[True, False])
print(busiest.head(5))

# %% Chữ gốc của một nhiệm vụ
first = plans[0].tasks[0]
print(plans[0].source.text[first.span.start : first.span.end])

# %%
store.close()
