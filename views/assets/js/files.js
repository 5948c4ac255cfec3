// Files pasted or dropped into a form[data-files] join those chosen by its field. Type, size and number are looked at
// here so that nobody waits for an upload to be refused; the server looks at the content itself.
const fieldOf = (form) => form.elements.files;
const say = (form, text) => {
  const told = form.querySelector("[data-files-told]");
  told.textContent = text;
  told.hidden = !text;
};
const size = (n) => {
  const [unit, length] = n < 100_000 ? ["kB", 1024] : ["MB", 1_048_576];
  return `${(n / length).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${unit}`;
};

// What is wrong with a file, in the words the form carries; nothing when it may be sent.
function fault(form, file) {
  const { types, megabytes, badType, badSize, badEmpty } = form.querySelector("[data-files-told]").dataset;
  if (!types.split(",").includes(file.type)) return badType.replace("{name}", file.name);
  if (file.size > megabytes * 1048576) return badSize.replace("{name}", file.name).replace("{n}", size(file.size));
  return file.size === 0 ? badEmpty.replace("{name}", file.name) : "";
}

function set(form, files) {
  const kept = new DataTransfer();
  files.forEach((file) => kept.items.add(file));
  fieldOf(form).files = kept.files;
  show(form);
}

function add(form, files) {
  const { many, most } = form.querySelector("[data-files-told]").dataset;
  const faults = files.map((file) => fault(form, file)).filter(Boolean);
  const good = [...fieldOf(form).files, ...files.filter((file) => !fault(form, file))];
  if (good.length > most) faults.push(many);
  set(form, good.slice(0, Number(most)));
  say(form, faults.join(" "));
}

function show(form) {
  const list = form.querySelector("[data-files-list]");
  list.replaceChildren(...[...fieldOf(form).files].map((file, i) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button-small button-quiet", textContent: list.dataset.remove });
    button.setAttribute("aria-label", `${list.dataset.remove}: ${file.name}`);
    button.dataset.fileRemove = i;
    item.append(`${file.name} · ${size(file.size)} `, button);
    return item;
  }));
}

const formOf = (event) => event.target.closest?.("form[data-files]");
document.addEventListener("change", (event) => {
  const form = formOf(event);
  if (!form || event.target.name !== "files") return;
  const chosen = [...event.target.files];
  set(form, []);
  add(form, chosen);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-file-remove]");
  if (!button) return;
  const { form } = button;
  set(form, [...fieldOf(form).files].filter((_, i) => i !== Number(button.dataset.fileRemove)));
  fieldOf(form).focus();
});
document.addEventListener("paste", (event) => {
  const form = formOf(event);
  const files = [...event.clipboardData.files];
  if (!form || files.length === 0) return;
  event.preventDefault();
  add(form, files);
});
document.addEventListener("dragover", (event) => {
  const form = event.dataTransfer.types.includes("Files") && formOf(event);
  document.querySelectorAll(".dropping").forEach((other) => other !== form && other.classList.remove("dropping"));
  if (!form) return;
  event.preventDefault();
  form.classList.add("dropping");
});
document.addEventListener("drop", (event) => {
  const form = formOf(event);
  document.querySelector(".dropping")?.classList.remove("dropping");
  if (!form || event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  const folders = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry?.isDirectory).map((entry) => entry.name);
  add(form, [...event.dataTransfer.files].filter((file) => !folders.includes(file.name)));
  if (folders.length) say(form, form.querySelector("[data-files-told]").dataset.folder.replace("{name}", folders[0]));
});
document.addEventListener("reset", ({ target }) => { if (target.dataset?.files !== undefined) setTimeout(() => { show(target); say(target, ""); }); });
const offer = () => document.querySelectorAll("[data-drop-hint]").forEach((hint) => { hint.hidden = false; });
document.addEventListener("htmx:after:swap", offer);
offer();
