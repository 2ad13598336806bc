import type { Facts } from "./facts";
import type { Settings } from "./settings";

/** What kept a change from being made, in words. */
export class Refused extends Error {
  constructor(
    readonly problem: Problem,
    readonly status: number,
  ) {
    super(problem.message);
  }
}

export interface Problem {
  code: string;
  message: string;
  column: string;
  conflict?: { who: string; when: string; was: string; now: string; cell: string };
}

/** `revision` null: it was so already. `person`: who has been added. */
export interface Done {
  revision: number | null;
  said: string;
  person: string;
  facts: Facts;
}

export interface Influencers {
  employees: { code: string; name: string; title: string }[];
  competitors: { code: string; name: string }[];
}

export interface Paths {
  ours: Step[][];
  competitors: Step[][];
}

export interface Step {
  kind: string;
  code: string;
  name: string;
}

export type Fields = [name: string, value: string][];

/** Everything that the map asks of the server. */
export class Server {
  constructor(private readonly settings: Settings) {}

  /** The facts, or null while they are those of the revision. */
  async facts(since: number): Promise<Facts | null> {
    const answer = await this.ask(`${this.settings.urls.facts}?since=${since}`);
    return answer.status === 204 ? null : ((await answer.json()) as Facts);
  }

  async change(fields: Fields): Promise<Done> {
    const answer = await this.ask(this.settings.urls.change, { method: "POST", body: new URLSearchParams(fields) });
    return (await answer.json()) as Done;
  }

  async influencers(): Promise<Influencers> {
    return (await (await this.ask(this.settings.urls.influencers)).json()) as Influencers;
  }

  async paths(person: string, day: string): Promise<Paths> {
    const url = this.settings.urls.paths.replace("CODE", encodeURIComponent(person));
    return (await (await this.ask(`${url}?as_of=${day}`)).json()) as Paths;
  }

  private async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = { Accept: "application/json", "X-CSRFToken": token() };
    const answer = await fetch(url, { ...init, headers, credentials: "same-origin", redirect: "manual" });
    if (answer.ok) return answer;
    throw new Refused(await this.problem(answer), answer.status);
  }

  /** An ended session answers with a redirection, a broken server with a page: both in words of ours. */
  private async problem(answer: Response): Promise<Problem> {
    const ended = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
    const message = ended ? this.settings.words.sessionEnded : this.settings.words.serverFailed;
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return { code: "", message, column: "" };
    return (await answer.json()) as Problem;
  }
}

function token(): string {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}
