const PAUSE = 150;

/** The search of the top bar suggests while one types: a combobox over the answer of the search page. */
export function suggestWhileTyping(): void {
  const input = document.querySelector<HTMLInputElement>("#search-words");
  const form = input?.form;
  if (!input || !form) return;
  const list = listFor(input, form);
  let waiting = 0;
  let asking = new AbortController();
  input.addEventListener("input", () => {
    window.clearTimeout(waiting);
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    waiting = window.setTimeout(() => void ask(input, form, list, signal), PAUSE);
  });
  input.addEventListener("keydown", (event) => move(event, input, list));
  input.addEventListener("focus", () => show(input, list, list.childElementCount > 0 && input.value.trim() !== ""));
  form.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) show(input, list, false);
  });
  // A pressed pointer would take the focus away, and the list with it, before the link is followed.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
}

function listFor(input: HTMLInputElement, form: HTMLFormElement): HTMLElement {
  const list = document.createElement("div");
  list.id = "suggestions";
  list.className = "suggestions";
  list.role = "listbox";
  list.ariaLabel = form.querySelector("label")?.textContent ?? "";
  list.hidden = true;
  form.append(list);
  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.ariaExpanded = "false";
  input.setAttribute("aria-controls", list.id);
  return list;
}

async function ask(input: HTMLInputElement, form: HTMLFormElement, list: HTMLElement, signal: AbortSignal): Promise<void> {
  const words = input.value.trim();
  if (!words) {
    list.replaceChildren();
    show(input, list, false);
    return;
  }
  const asked = new URL(form.action);
  asked.searchParams.set("q", words);
  try {
    const answer = await fetch(asked, { signal, headers: { "HX-Request": "true" } });
    // Signed out, or no search at the moment: pressing Enter says which.
    if (!answer.ok || answer.redirected) return;
    list.innerHTML = await answer.text();
  } catch {
    return;
  }
  if (signal.aborted) return;
  show(input, list, list.childElementCount > 0 && document.activeElement === input);
}

function show(input: HTMLInputElement, list: HTMLElement, open: boolean): void {
  list.hidden = !open;
  input.ariaExpanded = String(open);
  if (!open) select(input, list, null);
}

function move(event: KeyboardEvent, input: HTMLInputElement, list: HTMLElement): void {
  const options = [...list.querySelectorAll<HTMLElement>('a[role="option"]')];
  const chosen = options.findIndex((option) => option.ariaSelected === "true");
  if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    show(input, list, false);
  } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
    event.preventDefault();
    options[chosen]?.click();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
    event.preventDefault();
    show(input, list, true);
    const next = chosen + (event.key === "ArrowDown" ? 1 : -1);
    select(input, list, options[(next + options.length) % options.length] ?? null);
  }
}

function select(input: HTMLInputElement, list: HTMLElement, option: HTMLElement | null): void {
  for (const one of list.querySelectorAll<HTMLElement>('[aria-selected="true"]')) one.ariaSelected = "false";
  if (!option) {
    input.removeAttribute("aria-activedescendant");
    return;
  }
  option.ariaSelected = "true";
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}
