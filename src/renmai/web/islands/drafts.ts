import type htmx from "htmx.org";

type Htmx = Pick<typeof htmx, "process">;
type Field = [name: string, value: string];

/** What was typed into one form; `sent` since the user pressed its button, until the server has answered. */
interface Draft {
  account: string;
  page: string;
  action: string;
  name: string;
  fields: Field[];
  sent: boolean;
  at: number;
}

const PREFIX = "renmai-draft:";
const TOKEN = "csrfmiddlewaretoken";
const KEPT = 14 * 24 * 3600 * 1000;
const RETRY = 15_000;

/**
 * Forms with `data-draft` lose nothing: what is typed stays on this device until the server has taken it.
 * They are sent in the background and the answer takes the page's place; without a network, or after the
 * session ended, they wait and are sent as soon as both are there again.
 */
export function keepDrafts(htmx: Htmx): void {
  const words = document.getElementById("drafts");
  document.addEventListener("submit", forgetAtSignOut);
  if (!words?.dataset["account"]) return;
  const keeper = new Keeper(words, words.dataset["account"], htmx);
  keeper.start();
}

function forgetAtSignOut(event: SubmitEvent): void {
  const form = event.target;
  if (form instanceof HTMLFormElement && "endsSession" in form.dataset) {
    for (const key of keys()) localStorage.removeItem(key);
  }
}

class Keeper {
  /** The page that an answer brought, empty before the first. */
  private shown = "";

  constructor(
    private readonly words: HTMLElement,
    private readonly account: string,
    private readonly htmx: Htmx,
  ) {}

  start(): void {
    this.dropForeign();
    document.documentElement.classList.add("scripted");
    document.addEventListener("input", (event) => this.typed(event.target));
    document.addEventListener("change", (event) => this.changed(event.target));
    document.addEventListener("click", (event) => unchoose(event, (form) => this.typed(form)));
    document.addEventListener("reset", (event) => this.reset(event.target));
    document.addEventListener("submit", (event) => void this.submitted(event));
    document.body.addEventListener("htmx:afterSettle", () => this.restoreAll());
    window.addEventListener("popstate", () => this.wentBack());
    window.addEventListener("online", () => void this.sendWaiting());
    window.setInterval(() => void this.sendWaiting(), RETRY);
    this.restoreAll();
    void this.sendWaiting();
  }

  /** Another account's drafts, and those that are too old, are gone for good. */
  private dropForeign(): void {
    for (const key of keys()) {
      const draft = read(key);
      if (!draft || draft.account !== this.account || Date.now() - draft.at > KEPT) localStorage.removeItem(key);
    }
  }

  private typed(target: EventTarget | null): void {
    const form = formOf(target);
    if (form) this.store(keyOf(form), this.draftOf(form, null, false));
  }

  private changed(target: EventTarget | null): void {
    const form = formOf(target);
    if (form && "autosubmit" in form.dataset) form.requestSubmit();
  }

  private reset(target: EventTarget | null): void {
    const form = formOf(target);
    if (!form) return;
    localStorage.removeItem(keyOf(form));
    form.querySelector(":scope > .draft")?.remove();
  }

  private draftOf(form: HTMLFormElement, submitter: HTMLElement | null, sent: boolean): Draft {
    return {
      account: this.account,
      page: location.pathname + location.search,
      action: form.action,
      name: form.dataset["draftName"] ?? document.title,
      fields: fieldsOf(form, submitter),
      sent,
      at: Date.now(),
    };
  }

  private store(key: string, draft: Draft): void {
    try {
      localStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // A full or forbidden store: the form still sends, it only cannot wait.
    }
  }

  private async submitted(event: SubmitEvent): Promise<void> {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    if (!form.dataset["draft"] && !form.closest(".notice")) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    const submitter = event.submitter;
    const draft = this.draftOf(form, submitter, true);
    if (form.dataset["draft"]) this.store(keyOf(form), draft);
    form.ariaBusy = "true";
    submitter?.setAttribute("data-sent", "");
    try {
      this.answered(form, draft, await post(draft));
    } catch {
      this.say(form, this.words.dataset["offline"] ?? "");
    } finally {
      form.ariaBusy = null;
      submitter?.removeAttribute("data-sent");
    }
  }

  /** The answer to a form on this page takes the page's place, unless it is the sign-in or a stale form. */
  private answered(form: HTMLFormElement, draft: Draft, answer: Answer): void {
    if (answer.needsSignIn) {
      location.assign(answer.url);
    } else if (answer.isStale) {
      location.reload();
    } else {
      if (answer.isTaken) localStorage.removeItem(keyOf(form));
      else this.store(keyOf(form), { ...draft, sent: false });
      if (answer.page.querySelector(".column")) this.show(answer);
      else this.say(form, answer.reason);
    }
  }

  private show(answer: Answer): void {
    const url = new URL(answer.url);
    const isSamePage = url.pathname === location.pathname;
    const page = answer.page.getElementById("page");
    const here = document.getElementById("page");
    if (!page || !here || answer.page.body.className !== document.body.className) {
      this.write(answer);
      return;
    }
    this.arriveAt(url, isSamePage);
    document.title = answer.page.title;
    const open = [...here.querySelectorAll("details[id][open]")].map((one) => one.id);
    const focused = document.activeElement instanceof HTMLElement ? pathOf(document.activeElement) : "";
    here.replaceWith(page);
    document.querySelector(".top h1")?.replaceWith(answer.page.querySelector(".top h1") ?? "");
    if (isSamePage) for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    this.htmx.process(page);
    page.dispatchEvent(new CustomEvent("htmx:afterSettle", { bubbles: true }));
    this.tell(answer);
    if (!isSamePage) window.scrollTo(0, 0);
    else if (focused) page.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
    page.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
    this.restoreAll();
  }

  private arriveAt(url: URL, isSamePage: boolean): void {
    if (isSamePage) history.replaceState(history.state, "", url);
    else history.pushState(null, "", url);
    this.shown = location.pathname + location.search;
  }

  /** Going back to a page whose place another one took: it is loaded anew. */
  private wentBack(): void {
    if (this.shown && location.pathname + location.search !== this.shown) location.reload();
  }

  /** An answer of another kind of page: it was fetched already, and asking again would lose its notices. */
  private write(answer: Answer): void {
    const url = new URL(answer.url);
    this.arriveAt(url, url.pathname === location.pathname);
    document.title = answer.page.title;
    document.body.className = answer.page.body.className;
    for (const selector of [".column", "#notices"]) {
      const part = answer.page.querySelector(selector);
      if (part) document.querySelector(selector)?.replaceWith(part);
    }
    const page = document.getElementById("page");
    if (page) {
      this.htmx.process(page);
      page.dispatchEvent(new CustomEvent("htmx:afterSettle", { bubbles: true }));
    }
    document.body.dispatchEvent(new CustomEvent("htmx:oobAfterSwap", { bubbles: true }));
    window.scrollTo(0, 0);
    this.restoreAll();
  }

  private tell(answer: Answer): void {
    const said = answer.page.querySelectorAll("#notices > .notice");
    document.getElementById("notices")?.replaceChildren(...said);
    document.body.dispatchEvent(new CustomEvent("htmx:oobAfterSwap", { bubbles: true }));
  }

  /** What was pressed before and never arrived, from whatever page. */
  private async sendWaiting(): Promise<void> {
    if (!navigator.onLine) return;
    for (const key of keys()) {
      const draft = read(key);
      if (!draft?.sent || Date.now() - draft.at < RETRY / 5) continue;
      if (document.querySelector(`form[data-draft][aria-busy="true"]`)) continue;
      try {
        const answer = await post(draft);
        if (answer.needsSignIn || answer.isStale) return;
        this.arrived(key, draft, answer);
      } catch {
        return;
      }
    }
  }

  private arrived(key: string, draft: Draft, answer: Answer): void {
    const form = document.querySelector<HTMLFormElement>(`form[data-draft="${CSS.escape(key.slice(PREFIX.length))}"]`);
    if (answer.isTaken) localStorage.removeItem(key);
    else this.store(key, { ...draft, sent: false });
    if (form && answer.page.querySelector(".column")) this.show(answer);
    else if (form) this.say(form, answer.reason);
    else if (answer.isTaken) this.tell(answer);
  }

  private restoreAll(): void {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) this.restore(form);
  }

  /** Put back what was typed; a form that the server gave back with a problem holds it already. */
  private restore(form: HTMLFormElement): void {
    const draft = read(keyOf(form));
    if (!draft || form.querySelector("[role=alert]") || !fill(form, draft.fields)) return;
    for (const details of form.querySelectorAll("details")) details.open = true;
    this.say(form, draft.sent ? (this.words.dataset["offline"] ?? "") : (this.words.dataset["restored"] ?? ""));
  }

  /** A line at the head of the form, with a way to throw the draft away. */
  private say(form: HTMLFormElement, text: string): void {
    form.querySelector(":scope > .draft")?.remove();
    const line = document.createElement("div");
    line.className = "draft";
    line.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = text;
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "btn btn-small";
    discard.textContent = this.words.dataset["discard"] ?? "";
    discard.addEventListener("click", () => {
      localStorage.removeItem(keyOf(form));
      form.reset();
      line.remove();
    });
    line.append(words, discard);
    form.prepend(line);
  }
}

interface Answer {
  url: string;
  page: Document;
  isTaken: boolean;
  needsSignIn: boolean;
  isStale: boolean;
  /** What an answer without the frame around it says: an error page. */
  reason: string;
}

/** Send a draft with the token that holds now; rejects where no network is. */
async function post(draft: Draft): Promise<Answer> {
  const body = new URLSearchParams([...draft.fields, [TOKEN, token()]]);
  const response = await fetch(draft.action, { method: "POST", body, headers: { "X-Draft": "1" } });
  if (response.status >= 500) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return {
    url: response.url,
    page,
    isTaken: response.ok,
    needsSignIn: response.redirected && page.querySelector("#drafts[data-account]") === null,
    isStale: response.status === 403,
    reason: [...page.querySelectorAll("main h1, main h1 ~ p:not(:has(a))")].map((one) => one.textContent).join(" · "),
  };
}

function token(): string {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
  return cookie?.slice("csrftoken=".length) ?? "";
}

function keys(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

function read(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

function formOf(target: EventTarget | null): HTMLFormElement | null {
  return target instanceof Element ? target.closest<HTMLFormElement>("form[data-draft]") : null;
}

function keyOf(form: HTMLFormElement): string {
  return PREFIX + (form.dataset["draft"] ?? "");
}

function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): Field[] {
  const data = new FormData(form, submitter);
  const fields = [...data].flatMap(([name, value]): Field[] => (typeof value === "string" ? [[name, value]] : []));
  return fields.filter(([name]) => name !== TOKEN);
}

/** Whether anything that one can see differs from what the form shows. */
function fill(form: HTMLFormElement, fields: Field[]): boolean {
  let differs = false;
  const given = new Map(fields);
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && ["radio", "checkbox"].includes(control.type)) {
      const checked = fields.some(([name, value]) => name === control.name && value === control.value);
      differs ||= checked !== control.checked;
      control.checked = checked;
    } else if (isText(control) && given.has(control.name)) {
      const value = given.get(control.name) ?? "";
      differs ||= control.type !== "hidden" && value !== control.value;
      if (control.name !== TOKEN && !hasTwins(form, control)) control.value = value;
    }
  }
  return differs;
}

function isText(control: Element): control is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return (
    control instanceof HTMLInputElement || control instanceof HTMLSelectElement || control instanceof HTMLTextAreaElement
  );
}

function hasTwins(form: HTMLFormElement, control: { name: string }): boolean {
  return form.elements.namedItem(control.name) instanceof RadioNodeList;
}

/** A second tap on a chosen value takes it back: nothing is said then. */
function unchoose(event: Event, then: (form: HTMLFormElement) => void): void {
  const radio = event.target;
  if (!(radio instanceof HTMLInputElement) || radio.type !== "radio" || !radio.closest(".value")) return;
  const wasChosen = radio.dataset["chosen"] === "yes";
  for (const one of radio.form?.querySelectorAll<HTMLInputElement>(`[name="${radio.name}"]`) ?? []) {
    delete one.dataset["chosen"];
  }
  if (wasChosen) radio.checked = false;
  else radio.dataset["chosen"] = "yes";
  if (radio.form) then(radio.form);
}

function pathOf(element: HTMLElement): string {
  const part = element.closest("[id]");
  const name = element.getAttribute("name");
  const value = element.getAttribute("value");
  if (!part || !name) return "";
  return `#${CSS.escape(part.id)} [name="${CSS.escape(name)}"]${value === null ? "" : `[value="${CSS.escape(value)}"]`}`;
}
