import { asPng } from "./chart_png";

interface Download {
  content: Blob;
  name: string;
}

/**
 * Files that take a while say so, and are asked for once; without scripts they are plain links.
 * With `data-file="png"` a drawing is downloaded as a picture. What is no file is opened as a page:
 * it says why there is none, or asks to sign in.
 */
export function downloadFiles(): void {
  document.body.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-file]") : null;
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (!link.hasAttribute("aria-busy")) void download(link);
  });
}

async function download(link: HTMLAnchorElement): Promise<void> {
  link.setAttribute("aria-busy", "true");
  announce(link.dataset["wait"] ?? "");
  try {
    const found = await fetched(link.href, link.dataset["file"] === "png");
    if (found) save(found);
    else location.assign(link.href);
  } catch {
    location.assign(link.href);
  } finally {
    link.removeAttribute("aria-busy");
    announce("");
    link.closest("details")?.removeAttribute("open");
  }
}

/** Nothing, if the answer is no file. */
async function fetched(address: string, isPicture: boolean): Promise<Download | null> {
  const response = await fetch(address);
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
