// Dropped files go into the field; chosen files are sent at once.
"use strict";
(() => {
  const form = document.getElementById("nap");
  const field = document.getElementById("tep");
  if (!form || !field) return;
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("drop--over"); });
  }
  form.addEventListener("dragleave", () => form.classList.remove("drop--over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("drop--over");
    if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; form.requestSubmit(); }
  });
  field.addEventListener("change", () => { if (field.files.length) form.requestSubmit(); });
  form.addEventListener("submit", () => {
    document.getElementById("tin").textContent = "Đang gửi tệp.";
    form.classList.add("drop--busy");
  });
})();
