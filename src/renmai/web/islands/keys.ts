type Handler = (event: KeyboardEvent) => void;

const PAUSE = 1200;
const handlers = new Map<string, Handler>();
let begun = "";
let since = 0;

/** What a page does on a key that is no link or field of its own: `onKey("j", next)`. */
export function onKey(keys: string, handler: Handler): void {
  handlers.set(keys, handler);
}

/** Keys, one or two in a row, follow the link, press the button or enter the field that names them in `data-key`. */
export function listenToKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const recent = begun && event.timeStamp - since < PAUSE ? `${begun} ` : "";
    const pressed = recent + event.key;
    begun = !recent && startsSomething(event.key) ? event.key : "";
    since = event.timeStamp;
    if (act(pressed, event)) event.preventDefault();
  });
  for (const button of document.querySelectorAll<HTMLElement>("[data-opens]")) button.hidden = false;
  document.addEventListener("click", openDialog);
}

function act(keys: string, event: KeyboardEvent): boolean {
  const target = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(keys)}"]`);
  if (target instanceof HTMLInputElement) target.select();
  if (target) {
    if (target instanceof HTMLInputElement) target.focus();
    else target.click();
    return true;
  }
  const handler = handlers.get(keys);
  handler?.(event);
  return handler !== undefined && event.defaultPrevented;
}

function startsSomething(key: string): boolean {
  const begins = `${key} `;
  const named = document.querySelector(`[data-key^="${CSS.escape(key)} "]`);
  return named !== null || [...handlers.keys()].some((keys) => keys.startsWith(begins));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const button = target instanceof HTMLInputElement && ["checkbox", "radio", "button", "submit"].includes(target.type);
  return target.isContentEditable || (!button && ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

function openDialog(event: Event): void {
  const opener = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-opens]") : null;
  const dialog = opener && document.getElementById(opener.dataset["opens"] ?? "");
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
}
