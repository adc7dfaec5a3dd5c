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
})();
