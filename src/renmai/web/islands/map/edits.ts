import { make } from "./elements";
import type { Facts } from "./facts";
import { type Done, type Fields, Refused, type Server } from "./server";
import type { Words } from "./settings";
import { fill } from "./words";

const SHOWN = 10_000;

export interface Told {
  changed(facts: Facts, done: Done | null): void;
}

/** Changes, one after the other, each of which can be taken back and made again. */
export class Edits {
  private readonly done: number[] = [];
  private readonly undone: number[] = [];
  private busy: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly server: Server,
    private readonly words: Words,
    private readonly told: Told,
    private readonly moved: () => void,
  ) {}

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Whether it was made; what kept it from being made has been said. */
  make(fields: Fields): Promise<boolean> {
    return this.inTurn(() => this.change(fields), fields);
  }

  /** For a form that stays open: blank if it was made, else what kept it from being made. */
  keep(fields: Fields): Promise<string> {
    const mine = this.busy
      .then(() => this.change(fields))
      .then(
        () => "",
        (error: unknown) => (error instanceof Refused ? error.message : this.words.noConnection),
      );
    this.busy = mine;
    return mine;
  }

  private async change(fields: Fields): Promise<void> {
    const done = await this.server.change(fields);
    this.remember(done.revision);
    this.told.changed(done.facts, done);
    this.notice(done.said, done.revision !== null);
  }

  /** A change that was made elsewhere on the page can be taken back here too. */
  remember(revision: number | null): void {
    if (revision === null) return;
    this.done.push(revision);
    this.undone.length = 0;
    this.moved();
  }

  undo(): Promise<boolean> {
    return this.takeBack(this.done, this.undone);
  }

  redo(): Promise<boolean> {
    return this.takeBack(this.undone, this.done);
  }

  /** Taking back is a change too, so making again is taking that back. */
  private takeBack(from: number[], to: number[]): Promise<boolean> {
    return this.inTurn(async () => {
      const revision = from.at(-1);
      if (revision === undefined) return;
      from.pop();
      const done = await this.server.change([
        ["do", "undo"],
        ["revision", String(revision)],
      ]);
      if (done.revision !== null) to.push(done.revision);
      this.told.changed(done.facts, null);
      this.notice(from === this.done ? this.words.undone : this.words.redone, false);
    });
  }

  private inTurn(act: () => Promise<void>, fields?: Fields): Promise<boolean> {
    const mine = this.busy.then(act).then(
      () => true,
      (error: unknown) => this.failed(error, fields),
    );
    this.busy = mine.then(() => this.moved());
    return mine;
  }

  private async failed(error: unknown, fields?: Fields): Promise<boolean> {
    const refused = error instanceof Refused ? error : null;
    if (!refused) console.warn(error);
    const { conflict, column, message } = refused?.problem ?? { message: this.words.noConnection, column: "" };
    if (conflict && fields) this.clash(conflict, column, fields);
    else this.notice(message, false, true);
    if (refused && refused.status >= 404 && refused.status < 500) {
      const facts = await this.server.facts(0).catch(() => null);
      if (facts) this.told.changed(facts, null);
    }
    return false;
  }

  /** Two people at one value: the later one sees both and decides. */
  private clash(conflict: NonNullable<Refused["problem"]["conflict"]>, column: string, fields: Fields): void {
    const again = make("button", { class: "btn btn-small btn-primary", type: "button" }, this.words.makeItMine);
    const leave = make("button", { class: "btn btn-small", type: "button" }, this.words.leaveIt);
    const text = fill(this.words.changedBy, conflict);
    const box = this.show(text, [again, leave], "alert");
    again.addEventListener("click", () => {
      box.remove();
      void this.make(
        fields.map(([name, value]) =>
          name === "seen" || name === `was-${column}` ? [name, conflict.cell] : [name, value],
        ),
      );
    });
    leave.addEventListener("click", () => box.remove());
  }

  notice(text: string, canUndo: boolean, isProblem = false): void {
    const buttons: HTMLElement[] = [];
    if (canUndo) {
      const undo = make("button", { class: "btn btn-small", type: "button" }, this.words.undo);
      undo.addEventListener("click", () => {
        box.remove();
        void this.undo();
      });
      buttons.push(undo);
    }
    const box = this.show(text, buttons, isProblem ? "alert" : "status");
    const leave = (): void => {
      if (box.matches(":hover, :focus-within")) window.setTimeout(leave, SHOWN);
      else box.remove();
    };
    window.setTimeout(leave, SHOWN);
  }

  /** One notice of ours at a time: the last word counts. */
  private show(text: string, buttons: HTMLElement[], role: string): HTMLElement {
    const close = make(
      "button",
      { class: "btn btn-small btn-quiet", type: "button", "aria-label": this.words.close },
      "✕",
    );
    const box = make(
      "div",
      { class: "notice of-map", role, "data-expires": true },
      make("p", {}, text),
      ...buttons,
      close,
    );
    close.addEventListener("click", () => box.remove());
    document.querySelector(".notice.of-map")?.remove();
    document.getElementById("notices")?.append(box);
    return box;
  }
}
