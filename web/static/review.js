// Keys of the review: the page works without them, each presses a link or a button that is there.
"use strict";
(() => {
  const keys = {
    n: "[data-key=n]", p: "[data-key=p]", e: "[data-key=e]", m: "[data-key=m]", u: "[data-key=u]", v: "[data-key=v]",
    t: "[data-key=t]", "[": "[data-key=truoc]", "]": "[data-key=sau]", Enter: "[data-key=dung]",
  };
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && field) { field.blur(); return; }
    if (field || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const target = keys[event.key] && document.querySelector(keys[event.key]);
    if (!target) return;
    event.preventDefault();
    if (target.tagName === "SUMMARY") { target.parentElement.open = true; target.parentElement.querySelector("input, textarea").focus(); }
    else target.click();
  });
  const open = document.querySelector("[data-focus]");
  if (open) { open.focus(); if (open.select) open.select(); }
  const pane = document.querySelector(".review__page");
  const box = document.querySelector(".box--now rect");
  if (box && pane) {
    const at = box.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    pane.scrollTop += at.top - frame.top - frame.height / 3;
    pane.scrollLeft += at.left - frame.left - 20;
  }

  // A frame drawn on the page: its words go into the field that is open.
  const sheet = document.querySelector(".sheet svg");
  const field = document.querySelector("#gia-tri");
  if (!sheet || !field || !document.querySelector("#cho-dau")) return;
  sheet.classList.add("drawing");
  const place = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
  let from = null;
  let frame = null;
  const sides = (to) => [Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y)];
  sheet.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    from = place(event);
    if (frame) frame.remove();
    frame = sheet.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
    frame.setAttribute("class", "frame");
    sheet.setPointerCapture(event.pointerId);
  });
  sheet.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [left, top, right, bottom] = sides(place(event));
    const shape = { x: left, y: top, width: right - left, height: bottom - top };
    for (const name in shape) frame.setAttribute(name, shape[name]);
  });
  sheet.addEventListener("pointerup", async (event) => {
    if (!from) return;
    const drawn = sides(place(event)).map((n) => n.toFixed(1));
    from = null;
    const answer = await fetch(`${sheet.dataset.words}&khung=${drawn}`);
    const told = document.querySelector("#tin");
    if (!answer.ok) { told.textContent = "Không có chữ nào trong khung. Vẽ lại khung quanh chữ."; return; }
    const found = await answer.json();
    field.value = found.words;
    document.querySelector("#cho-dau").value = found.start;
    document.querySelector("#cho-cuoi").value = found.end;
    told.textContent = `Đã lấy: ${found.words}`;
    field.focus();
  });
  sheet.addEventListener("click", (event) => event.preventDefault(), true);
})();
