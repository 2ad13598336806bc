/** The number of new notices, fetched once the page stands: a page is not slower for it, and a failure is no news. */
export function ringBell(): void {
  const bell = document.querySelector<HTMLElement>("[data-bell]");
  const url = bell?.dataset["bell"];
  if (bell && url) void count(bell, url);
}

async function count(bell: HTMLElement, url: string): Promise<void> {
  try {
    const answer = await fetch(url);
    if (!answer.ok || answer.redirected) return;
    const counted = document.createRange().createContextualFragment(await answer.text());
    bell.querySelector(".bell-count")?.replaceWith(counted);
  } catch {
    // Without a number the bell still leads to the notices.
  }
}
