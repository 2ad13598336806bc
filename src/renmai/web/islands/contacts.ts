interface Step {
  done: number;
  total: number;
  html?: string;
}

const LINES = "application/x-ndjson";

/**
 * Contacts are matched in one answer that tells line by line how far it has come; without scripts it is a page.
 * What was refused comes as a page, too, and takes the place of the form.
 */
export function matchContacts(): void {
  document.body.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset["contacts"] === undefined || event.defaultPrevented) return;
    const bar = form.querySelector<HTMLProgressElement>("progress");
    if (!bar) return;
    event.preventDefault();
    void match(form, bar);
  });
}

async function match(form: HTMLFormElement, bar: HTMLProgressElement): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>("button.btn-primary");
  const waiting = bar.closest<HTMLElement>("[data-waiting]");
  if (button) button.disabled = true;
  if (waiting) waiting.hidden = false;
  bar.removeAttribute("value");
  try {
    const answer = await fetch(form.action, { method: "post", body: new FormData(form), headers: { Accept: LINES } });
    if (answer.headers.get("Content-Type")?.startsWith(LINES) && answer.body) await follow(answer.body, bar);
    else show(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#answer"), "#answer");
  } catch {
    form.submit();
  } finally {
    if (button) button.disabled = false;
    if (waiting) waiting.hidden = true;
  }
}

async function follow(body: ReadableStream<Uint8Array>, bar: HTMLProgressElement): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) step(JSON.parse(line) as Step, bar);
  }
}

function step({ done, total, html }: Step, bar: HTMLProgressElement): void {
  bar.max = total;
  bar.value = done;
  if (html === undefined) return;
  const made = document.createElement("template");
  made.innerHTML = html;
  show(made.content.querySelector("#matches"), "#matches");
}

function show(part: Element | null, place: string): void {
  const held = document.querySelector(place);
  if (!part || !held) return location.reload();
  held.replaceWith(part);
  part.querySelector<HTMLElement>("h2, [role=alert]")?.scrollIntoView({ block: "start" });
  part.querySelector<HTMLElement>("[tabindex='-1']")?.focus({ preventScroll: true });
}
