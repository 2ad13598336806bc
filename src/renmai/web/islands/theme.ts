const ONE_YEAR = 365 * 24 * 3600;

/** The appearance changes at once; without scripts the form does it by a page load. */
export function switchTheme(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!(form instanceof HTMLFormElement && "themeForm" in form.dataset)) return;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    apply(form, button.value);
  });
}

function apply(form: HTMLFormElement, theme: string): void {
  document.documentElement.dataset["theme"] = theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${encodeURIComponent(theme)}; path=/; max-age=${ONE_YEAR}; SameSite=Lax${secure}`;
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
}
