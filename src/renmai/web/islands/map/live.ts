import type { Facts } from "./facts";
import type { Server } from "./server";

const EVERY = 4000;

/** What others change shows within seconds, while the page is looked at. */
export function keepFresh(
  server: Server,
  revision: () => number,
  changed: (facts: Facts) => void,
  signal: AbortSignal,
): void {
  let asking = false;
  const ask = async (): Promise<void> => {
    if (asking || document.hidden) return;
    asking = true;
    try {
      const facts = await server.facts(revision());
      if (facts && facts.revision > revision()) changed(facts);
    } catch {
      // Without a network the map stays as it is; the next change says what is wrong.
    } finally {
      asking = false;
    }
  };
  const timer = window.setInterval(() => void ask(), EVERY);
  document.addEventListener("visibilitychange", () => void ask(), { signal });
  signal.addEventListener("abort", () => window.clearInterval(timer));
}
