import { chainFields } from "./chain_fields";
import { make } from "./elements";
import type { Day, Facts, Influence, Kind, Person } from "./facts";
import type { Fields, Influencers } from "./server";
import type { Words } from "./settings";
import { fill } from "./words";

/** Keeps what a form says; gives what kept it from being kept, blank if nothing did. */
export type Keep = (fields: Fields) => Promise<string>;

interface Asked {
  title: string;
  fields: HTMLElement[];
  button: string;
  /** The change that the filled form stands for; null: nothing. */
  read: (given: FormData) => Fields | null;
}

/** A form over the map, which stays with what was typed until it is kept or left. */
function ask({ title, fields, button, read }: Asked, keep: Keep, words: Words): void {
  const cancel = make("button", { class: "btn", type: "button" }, words.cancel);
  const save = make("button", { class: "btn btn-primary" }, button);
  const problem = make("p", { class: "problem", role: "alert", hidden: true });
  const form = make(
    "form",
    { class: "form" },
    problem,
    ...fields,
    make("div", { class: "form-actions" }, save, cancel),
  );
  const heading = make("h2", { id: "map-dialog-title" }, title);
  const dialog = make("dialog", { class: "map-dialog", "aria-labelledby": "map-dialog-title" }, heading, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = read(new FormData(form));
    if (!asked) return;
    save.disabled = true;
    void keep(asked).then((said) => {
      save.disabled = false;
      problem.textContent = said;
      problem.hidden = !said;
      if (!said) dialog.close();
    });
  });
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

let labels = 0;

function field(label: string, control: HTMLElement, hint = ""): HTMLElement {
  control.id ||= `map-field-${(labels += 1)}`;
  const named = make("label", { class: "form-label", for: control.id }, label);
  return make("div", { class: "field" }, named, control, hint ? make("p", { class: "hint" }, hint) : null);
}

function text(name: string, value = "", longest = 200, required = false): HTMLInputElement {
  return make("input", { class: "form-control", name, value, maxlength: longest, required, autocomplete: "off" });
}

function day(name: string, today: Day, least = ""): HTMLInputElement {
  return make("input", {
    class: "form-control",
    type: "date",
    name,
    value: today,
    max: today,
    min: least || null,
    required: true,
  });
}

function choice(name: string, options: readonly (readonly [string, string])[], chosen = ""): HTMLSelectElement {
  const rows = options.map(([value, label]) => make("option", { value, selected: value === chosen }, label));
  return make("select", { class: "form-select", name }, ...rows);
}

/** A select that one types into, by a list of suggestions; `codes` finds what was meant. */
function typed(name: string, options: readonly (readonly [string, string])[]): HTMLElement {
  const input = text(name, "", 300);
  const list = make(
    "datalist",
    { id: `map-list-${(labels += 1)}` },
    ...options.map(([, label]) => make("option", { value: label })),
  );
  input.setAttribute("list", list.id);
  input.append(list);
  return input;
}

export function askPerson(facts: Facts, superior: string, keep: Keep, words: Words): void {
  const people = facts.people.map((one) => [one.code, describe(one)] as const);
  const fields = [
    field(words.name, text("name"), words.nameHint),
    field(words.title, text("title")),
    field(words.department, text("department")),
    field(words.reportsTo, choice("reports_to", [["", words.notKnown], ...people], superior)),
  ];
  ask(
    { title: words.addPerson, fields, button: words.add, read: (given) => [["do", "new"], ...entries(given)] },
    keep,
    words,
  );
}

/** A placeholder gets its name, or somebody's details are put right. */
export function askDetails(person: Person, keep: Keep, words: Words): void {
  const named = person.placeholder ? "" : person.name;
  const fields = [
    field(words.name, text("name", named, 200, true)),
    field(words.title, text("title", person.title)),
    field(words.department, text("department", person.department)),
  ];
  const title = person.placeholder ? fill(words.fillPlaceholder, { role: person.title }) : words.details;
  const seen: Fields = [
    ["was-name", person.name],
    ["was-title", person.title],
    ["was-department", person.department],
  ];
  const read = (given: FormData): Fields => [["do", "details"], ["person", person.code], ...seen, ...entries(given)];
  ask({ title, fields, button: words.save, read }, keep, words);
}

/** A member joins at the tail: who decides more is moved up afterwards. */
export function askMember(
  facts: Facts,
  opportunity: string,
  roles: Readonly<Record<string, string>>,
  keep: Keep,
  words: Words,
): void {
  const members = facts.chains.find((one) => one.code === opportunity)?.members ?? [];
  const others = facts.people
    .filter((one) => one.until === null || one.until > facts.today)
    .filter((one) => !members.some(({ person }) => person === one.code));
  const fields = [
    field(
      words.keyPerson,
      choice(
        "person",
        others.map((one) => [one.code, describe(one)] as const),
      ),
    ),
    field(words.role, choice("role", Object.entries({ "": "—", ...roles }))),
  ];
  const read = (given: FormData): Fields | null => {
    if (!given.get("person")) return null;
    const joins = { person: String(given.get("person")), role: String(given.get("role")) };
    return chainFields(opportunity, [joins, ...members], members);
  };
  ask({ title: words.addMember, fields, button: words.add, read }, keep, words);
}

/** Who can sway whom: what is known already (drawn, or chosen) is not asked again. */
export interface Wanted {
  person?: string;
  kind?: Kind;
  influencer?: string;
  contact?: string;
}

export function askInfluence(facts: Facts, wanted: Wanted, others: Influencers, keep: Keep, words: Words): void {
  const people = facts.people.map((one) => [one.code, describe(one)] as const);
  const names = new Map(people);
  const employees = others.employees.map((one) => [one.code, `${one.name} ${one.title} (${one.code})`] as const);
  const fields: HTMLElement[] = [];
  if (!wanted.person) fields.push(field(words.swayed, choice("person", people)));
  if (!wanted.influencer)
    fields.push(
      ...whoFields(
        people.filter(([code]) => code !== wanted.person),
        employees,
        others,
        words,
      ),
    );
  fields.push(field(words.howTheyKnow, text("note", "", 500)), field(words.since, day("since", facts.today)));
  const title = wanted.person ? fill(words.whoSways, { name: names.get(wanted.person) ?? "" }) : words.addInfluence;
  const read = (given: FormData): Fields => {
    const kind = wanted.kind ?? (given.get("kind") as Kind);
    const who: Fields = wanted.influencer ? fixed(kind, wanted) : chosen(kind, given, employees);
    const person = wanted.person ?? String(given.get("person"));
    return [["do", "add"], ["person", person], ["kind", kind], ...who, ...only(given, "note", "since")];
  };
  ask({ title, fields, button: words.add, read }, keep, words);
}

function whoFields(
  people: readonly (readonly [string, string])[],
  employees: readonly (readonly [string, string])[],
  others: Influencers,
  words: Words,
): HTMLElement[] {
  const rivals = others.competitors.map((one) => [one.code, one.name] as const);
  const kind = choice("kind", [
    ["ours", words.ourColleague],
    ["internal", words.inside],
    ["competitor", words.competitorsPerson],
  ]);
  const parts: Record<string, HTMLElement[]> = {
    ours: [field(words.ourColleague, typed("employee", employees), words.typeToFind)],
    internal: [field(words.keyPerson, choice("inner", people))],
    competitor: [
      field(words.competitor, choice("competitor", rivals)),
      field(words.contactName, text("contact_name", "", 500)),
    ],
  };
  const show = (): void => {
    for (const [name, fields] of Object.entries(parts)) for (const one of fields) one.hidden = name !== kind.value;
  };
  kind.addEventListener("change", show);
  show();
  return [field(words.who, kind), ...Object.values(parts).flat()];
}

function fixed(kind: Kind, wanted: Wanted): Fields {
  const name = { ours: "employee", internal: "inner", competitor: "competitor" }[kind];
  const influencer: Fields = [[name, wanted.influencer ?? ""]];
  return wanted.contact ? [...influencer, ["contact_name", wanted.contact]] : influencer;
}

function chosen(kind: Kind, given: FormData, employees: readonly (readonly [string, string])[]): Fields {
  if (kind === "internal") return [["inner", String(given.get("inner") ?? "")]];
  if (kind === "competitor") return only(given, "competitor", "contact_name");
  const label = String(given.get("employee") ?? "").trim();
  return [["employee", employees.find(([, shown]) => shown === label)?.[0] ?? label]];
}

export function askEnd(influence: Influence, today: Day, keep: Keep, words: Words): void {
  const fields = [field(words.until, day("until", today, influence.since)), field(words.reason, text("note", "", 500))];
  const title = fill(words.endInfluence, { name: influence.name });
  const about: Fields = [
    ["do", "end"],
    ["person", influence.person],
    ["influence", String(influence.id)],
  ];
  ask({ title, fields, button: words.end, read: (given) => [...about, ...entries(given)] }, keep, words);
}

export function describe(person: Person): string {
  return person.placeholder ? person.title : [person.name, person.title || person.department].filter(Boolean).join(" ");
}

function entries(given: FormData): Fields {
  return [...given.entries()].map(([name, value]) => [name, String(value)]);
}

function only(given: FormData, ...names: string[]): Fields {
  return names.map((name) => [name, String(given.get(name) ?? "")]);
}
