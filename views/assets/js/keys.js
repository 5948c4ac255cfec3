// Single keys, as common inboxes have them. They can be switched off (/commands), never fire while somebody types or holds
// another key, and do nothing that a link or a button of the page does not do.
import { commands, sheet } from "./commands.js";

const typing = (el) => el.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
const go = (address) => (location.href = address);
const one = (selector) => document.querySelector(selector);

function row(step) {
  const links = [...document.querySelectorAll(".row-link")];
  if (links.length === 0) return one(`main a[rel="${step > 0 ? "next" : "prev"}"]`)?.click();
  const at = links.findIndex((link) => link.closest(".ticket-row").contains(document.activeElement));
  links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))].focus();
}

function write(selector) {
  const field = one(`${selector} textarea`);
  field?.closest("details")?.setAttribute("open", "");
  field?.focus();
}

function unfold(end) {
  const form = one(`main details form[action$="/${end}"]`);
  form?.closest("details").setAttribute("open", "");
  form?.querySelector("input:not([type=hidden]), select, textarea, button")?.focus();
}

const deeds = {
  j: () => row(1), k: () => row(-1), r: () => write("#reply"), n: () => write("#note"), a: () => unfold("assignment"),
  c: () => unfold("classification"), t: () => unfold("transfers"), w: () => unfold("pause"), e: () => unfold("closure"),
  u: () => one(".back a")?.click(), "/": () => (one("#f-q") ?? one("#bar-q"))?.focus(), "?": sheet,
};
const places = { i: "/inbox", m: "/inbox?tab=mine", l: "/inbox?tab=late", d: "/dashboard", n: "/notices", b: "/drafts", c: "/tickets/new" };
let going;

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "k") {
    event.preventDefault();
    return commands();
  }
  const off = document.body.dataset.keys === "off";
  if (off || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(target) || one("dialog[open]")) return;
  const place = going && places[key];
  const deed = going ? undefined : deeds[key];
  clearTimeout(going);
  going = key === "g" && !going ? setTimeout(() => (going = undefined), 1500) : undefined;
  if (place) go(place);
  if (deed) {
    event.preventDefault(); // the letter must not land in the field that gets the focus
    deed();
  }
});
