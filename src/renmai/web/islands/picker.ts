const FEW = 12;
const SHOWN = 80;

interface Picker {
  select: HTMLSelectElement;
  field: HTMLInputElement;
  list: HTMLUListElement;
  at: number;
}

/** A long select becomes a field in which one types; without scripts, and while short, it stays a select. */
export function searchLongSelects(): void {
  let last = "";
  const prepare = (): void => {
    for (const select of document.querySelectorAll<HTMLSelectElement>("select[data-search]:not([data-found])")) {
      if (select.options.length > FEW) enhance(select, (id) => (last = id));
    }
    // The page was replaced after a choice: the focus goes back to where it was.
    if (last && document.activeElement === document.body) document.getElementById(last)?.focus();
    last = "";
  };
  prepare();
  document.body.addEventListener("htmx:afterSettle", prepare);
}

function enhance(select: HTMLSelectElement, chosen: (id: string) => void): void {
  const field = document.createElement("input");
  const list = document.createElement("ul");
  const box = document.createElement("span");
  box.className = "picker";
  list.className = "picker-list";
  list.id = `${select.id}-list`;
  list.role = "listbox";
  list.hidden = true;
  field.className = "form-select";
  field.id = `${select.id}-search`;
  field.role = "combobox";
  field.autocomplete = "off";
  field.spellcheck = false;
  for (const [name, value] of [
    ["aria-label", select.getAttribute("aria-label") ?? ""],
    ["aria-autocomplete", "list"],
    ["aria-controls", list.id],
    ["aria-expanded", "false"],
  ] as const) {
    field.setAttribute(name, value);
  }
  list.setAttribute("aria-label", select.getAttribute("aria-label") ?? "");
  select.dataset["found"] = "yes";
  select.hidden = true;
  select.after(box);
  box.append(field, list);
  const picker = { select, field, list, at: -1 };
  rest(picker);
  field.addEventListener("click", () => open(picker));
  field.addEventListener("focus", () => field.select());
  field.addEventListener("input", () => show(picker, field.value));
  field.addEventListener("blur", () => rest(picker));
  field.addEventListener("keydown", (event) => {
    if (press(picker, event.key)) event.preventDefault();
    if (event.key === "Enter" && picker.at >= 0) choose(picker, optionAt(picker), chosen);
  });
  // Before the field loses the focus, which would close the list.
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
    if (row) choose(picker, row, chosen);
  });
}

/** The field shows what is chosen, and the list is away. */
function rest({ select, field, list }: Picker): void {
  field.value = select.selectedOptions[0]?.text.trim() ?? "";
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function open(picker: Picker): void {
  if (picker.list.hidden) show(picker, "");
}

function show(picker: Picker, typed: string): void {
  const words = typed.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = [...picker.select.options].filter((option) => {
    const text = `${option.text} ${option.dataset["typed"] ?? ""} ${option.value}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  const current = Math.max(0, found.indexOf(picker.select.selectedOptions[0] as HTMLOptionElement));
  const first = words.length ? 0 : Math.max(0, Math.min(current - SHOWN / 2, found.length - SHOWN));
  picker.list.replaceChildren(...found.slice(first, first + SHOWN).map((option, at) => row(picker, option, at)));
  if (!found.length) picker.list.append(nothing(picker.select));
  picker.list.hidden = false;
  picker.field.setAttribute("aria-expanded", "true");
  light(picker, found.length ? (words.length ? 0 : current - first) : -1);
}

function row({ select, list }: Picker, option: HTMLOptionElement, at: number): HTMLLIElement {
  const item = document.createElement("li");
  item.role = "option";
  item.id = `${list.id}-${at}`;
  item.dataset["value"] = option.value;
  item.textContent = option.text;
  item.setAttribute("aria-selected", String(option === select.selectedOptions[0]));
  return item;
}

function nothing(select: HTMLSelectElement): HTMLLIElement {
  const item = document.createElement("li");
  item.className = "note";
  item.role = "option";
  item.setAttribute("aria-disabled", "true");
  item.textContent = select.dataset["search"] ?? "";
  return item;
}

function optionAt({ list, at }: Picker): HTMLElement | null {
  return list.children.item(at) as HTMLElement | null;
}

function light(picker: Picker, at: number): void {
  optionAt(picker)?.classList.remove("lit");
  picker.at = at;
  const item = at >= 0 ? optionAt(picker) : null;
  item?.classList.add("lit");
  item?.scrollIntoView({ block: "nearest" });
  if (item) picker.field.setAttribute("aria-activedescendant", item.id);
  else picker.field.removeAttribute("aria-activedescendant");
}

/** Whether the key belongs to the list; Enter chooses only where a row is lit. */
function press(picker: Picker, key: string): boolean {
  const { list, at } = picker;
  const last = list.children.length - 1;
  if (list.hidden) {
    if (key !== "ArrowDown" && key !== "ArrowUp") return key === "Enter";
    open(picker);
    return true;
  }
  if (key === "Escape") rest(picker);
  else if (key === "ArrowDown") light(picker, at < last ? at + 1 : 0);
  else if (key === "ArrowUp") light(picker, at > 0 ? at - 1 : last);
  else if (key === "PageDown") light(picker, Math.min(at + 10, last));
  else if (key === "PageUp") light(picker, Math.max(at - 10, 0));
  else return key === "Enter";
  return true;
}

function choose(picker: Picker, item: HTMLElement | null, chosen: (id: string) => void): void {
  const value = item?.dataset["value"];
  if (value === undefined || picker.list.hidden) return;
  const moved = picker.select.value !== value;
  picker.select.value = value;
  rest(picker);
  picker.at = -1;
  if (!moved) return;
  chosen(picker.field.id);
  picker.select.dispatchEvent(new Event("change", { bubbles: true }));
}
