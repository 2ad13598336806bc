import { asPng } from "./chart_png";

interface Download {
  content: Blob;
  name: string;
}

/** What asks for a file: how it is fetched, and where one goes if no file comes of it. */
interface Wish {
  asker: HTMLElement;
  fetch: () => Promise<Response>;
  open: () => void;
}

/**
 * Files that take a while say so, and are asked for once; without scripts they are plain links and buttons.
 * With `data-file="png"` a drawing is downloaded as a picture. What is no file is opened as a page:
 * it says why there is none, or asks to sign in.
 *
 * A button of a form sends the form: `formdata` listeners of the form may add what is to be drawn.
 */
export function downloadFiles(): void {
  document.body.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-file]") : null;
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    begin({ asker: link, fetch: () => fetch(link.href), open: () => location.assign(link.href) });
  });
  document.body.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement) || !(submitter instanceof HTMLButtonElement)) return;
    if (submitter.dataset["file"] === undefined) return;
    event.preventDefault();
    begin(wishOf(form, submitter));
  });
}

function wishOf(form: HTMLFormElement, button: HTMLButtonElement): Wish {
  const address = button.formAction;
  return {
    asker: button,
    fetch: () => fetch(address, { method: "POST", body: new FormData(form, button) }),
    open: () => {
      form.action = address;
      form.submit();
    },
  };
}

function begin(wish: Wish): void {
  if (!wish.asker.hasAttribute("aria-busy")) void download(wish);
}

async function download(wish: Wish): Promise<void> {
  const { asker } = wish;
  asker.setAttribute("aria-busy", "true");
  announce(asker.dataset["wait"] ?? "");
  try {
    const found = await fetched(wish, asker.dataset["file"] === "png");
    if (found) save(found);
    else wish.open();
  } catch {
    wish.open();
  } finally {
    asker.removeAttribute("aria-busy");
    announce("");
    asker.closest("details")?.removeAttribute("open");
  }
}

/** Nothing, if the answer is no file. */
async function fetched(wish: Wish, isPicture: boolean): Promise<Download | null> {
  const response = await wish.fetch();
  const disposition = response.headers.get("Content-Disposition") ?? "";
  if (!response.ok || !disposition.startsWith("attachment")) return null;
  const content = await response.blob();
  const name = nameIn(disposition);
  return isPicture ? { content: await asPng(content), name: name.replace(/\.svg$/, ".png") } : { content, name };
}

function nameIn(disposition: string): string {
  const encoded = /filename\*=utf-8''([^;]+)/i.exec(disposition)?.[1];
  return encoded ? decodeURIComponent(encoded) : (/filename="([^"]+)"/.exec(disposition)?.[1] ?? "");
}

function save({ content, name }: Download): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function announce(text: string): void {
  const announcer = document.getElementById("announcer");
  if (announcer) announcer.textContent = text;
}
