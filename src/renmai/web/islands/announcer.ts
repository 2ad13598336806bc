/** After a part of the page was replaced, the new title is told to screen readers. */
export function announceSwaps(): void {
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const announcer = document.getElementById("announcer");
    const count = document.getElementById("list-count");
    if (announcer && (event.target as HTMLElement).id === "page") {
      announcer.textContent = [document.title, count?.textContent].filter(Boolean).join(" · ");
    }
  });
}
