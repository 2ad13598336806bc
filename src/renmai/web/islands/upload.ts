import type htmx from "htmx.org";

type Htmx = Pick<typeof htmx, "ajax">;

/** Files may be dropped on the whole form, not only chosen; what is too large is told before it is sent. */
export function takeDrops(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-drop]");
  const input = form?.querySelector<HTMLInputElement>("input[type=file]");
  const zone = form?.querySelector<HTMLElement>("[data-drop-zone]");
  if (!form || !input || !zone) return;
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) zone.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer?.files.length) input.files = event.dataTransfer.files;
    judge(form, input);
  });
  input.addEventListener("change", () => judge(form, input));
}

function judge(form: HTMLFormElement, input: HTMLInputElement): void {
  const size = [...(input.files ?? [])].reduce((sum, file) => sum + file.size, 0);
  const tooLarge = size > Number(form.dataset["largest"]) ? (form.dataset["tooLarge"] ?? "") : "";
  const error = form.querySelector<HTMLElement>("[data-drop-error]");
  input.setCustomValidity(tooLarge);
  input.setAttribute("aria-invalid", String(tooLarge !== ""));
  if (error) {
    error.textContent = tooLarge;
    error.hidden = tooLarge === "";
  }
}

/** Each choice of a column may ask for more: the form comes again with what was chosen, the focus stays. */
export function askAgain(htmx: Htmx): void {
  document.body.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLElement) || !("asksAgain" in field.dataset)) return;
    const form = field.closest<HTMLFormElement>("form[data-matching]");
    if (!form) return;
    void htmx.ajax("post", form.action, { source: form, target: form, select: "#mapping", swap: "outerHTML", values: { again: "yes" } });
  });
}
