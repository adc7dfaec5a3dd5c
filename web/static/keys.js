// Keys of all pages: "/" goes to the search, "g" and a letter to a page, "j" and "k" walk a list. Off while one types.
"use strict";
(() => {
  const places = { v: "/van-ban", n: "/nhiem-vu", d: "/don-vi", l: "/lich", c: "/" };
  let afterG = false;
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const walk = (step) => {
    const rows = [...document.querySelectorAll("a.row-link")];
    const at = rows.indexOf(document.activeElement);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
    if (next) next.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (afterG) {
      afterG = false;
      if (places[event.key]) location.assign(places[event.key]);
      return;
    }
    if (event.key === "g") afterG = true;
    else if (event.key === "j" || event.key === "k") walk(event.key === "j" ? 1 : -1);
    else if (event.key === "/") {
      const search = document.getElementById("tim");
      if (search) { search.focus(); event.preventDefault(); }
    }
  });
  // The browser's own button speaks the language of the browser: ours stands before it.
  for (const input of document.querySelectorAll("input[type=file]")) {
    const button = document.createElement("span");
    button.className = "pick govuk-button govuk-button--secondary";
    button.textContent = "Chọn tệp";
    button.addEventListener("click", () => input.click());
    const names = document.createElement("span");
    const show = () => { names.textContent = [...input.files].map((file) => file.name).join("; ") || "Chưa chọn tệp nào"; };
    input.addEventListener("change", show);
    input.classList.add("govuk-visually-hidden");
    input.after(button, " ", names);
    show();
  }
  const here = document.querySelector(".bar__nav [aria-current]");
  if (here) here.scrollIntoView({ block: "nearest", inline: "center" });
  const summary = document.querySelector(".govuk-error-summary");
  if (summary) summary.focus();
})();
