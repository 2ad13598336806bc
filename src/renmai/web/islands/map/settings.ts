import { need } from "./elements";
import type { Facts } from "./facts";
import type { ChangeWords } from "./change_list";
import type { LegendWords } from "./legend";
import type { TimeWords } from "./time_words";
import type { StanceWords } from "./words";

/** What the page tells the island besides the facts. `CODE` in an address stands for a person's code. */
export interface Settings {
  facts: Facts;
  words: Words;
  kind: "tree" | "fishbone";
  /** The opportunity whose chain is drawn, blank for the whole customer. */
  opportunity: string;
  /** Words of the roles in a chain. */
  roles: Readonly<Record<string, string>>;
  /** People whom nobody met for so many days are marked. */
  staleDays: number;
  urls: {
    facts: string;
    change: string;
    influencers: string;
    person: string;
    paths: string;
    guide: string;
    contact: string;
  };
}

/** Every word that the island says, in the user's language; `%(name)s` is filled in. */
export interface Words {
  /** Adds somebody or something */
  add: string;
  /** Title of the form of an influence */
  addInfluence: string;
  /** Title of the form of a new person */
  addPerson: string;
  /** %(n)s events, leads to all of them */
  allEvents: string;
  approver: string;
  /** One letter */
  approverBadge: string;
  cancel: string;
  /** After a name: can deeply sway the chosen person */
  canSway: string;
  /** %(who)s, %(when)s, %(was)s, %(now)s: somebody changed it meanwhile */
  changedBy: string;
  /** Read out when the map changed by itself */
  changedByOthers: string;
  close: string;
  closeness: string;
  /** Between the items of a list */
  comma: string;
  competitor: string;
  /** Of a card: a competitor's people can sway the person */
  competitorsCan: string;
  competitorsPerson: string;
  /** Name of the competitor's person */
  contactName: string;
  department: string;
  details: string;
  /** That a card can be dragged to its superior */
  dragToo: string;
  edit: string;
  emptyChain: string;
  emptyMap: string;
  /** Ends an influence */
  end: string;
  /** %(name)s */
  endInfluence: string;
  /** Gives a placeholder its name */
  fillIn: string;
  /** %(role)s */
  fillPlaceholder: string;
  focus: string;
  foldAway: string;
  /** What a reason may be */
  grounds: string;
  /** %(feature)s */
  guideMe: string;
  history: string;
  howTheyKnow: string;
  /** %(n)s */
  inChains: string;
  influence: string;
  inside: string;
  keyPerson: string;
  /** %(n)s of seven features */
  knownOf: string;
  /** %(day)s, %(who)s */
  lastMet: string;
  /** Of two values: leave the other's */
  leaveIt: string;
  /** Over those whose superior nobody knows */
  lineUnknown: string;
  /** %(day)s */
  lookingBack: string;
  /** Of two values: make it mine */
  makeItMine: string;
  /** %(customer)s, %(n)s, %(day)s */
  mapOf: string;
  /** %(name)s: choose the new superior */
  moving: string;
  name: string;
  nameHint: string;
  nameUnknown: string;
  neverMet: string;
  newBadge: string;
  /** As the owner: there is none */
  nobody: string;
  nobodyFound: string;
  nobodySaid: string;
  noConnection: string;
  /** After a name */
  noLongerSways: string;
  noPaths: string;
  notKnown: string;
  openPage: string;
  ourColleague: string;
  oursCan: string;
  pathsOurs: string;
  pathsTheirs: string;
  /** %(owner)s, %(day)s */
  ownerAndContact: string;
  price: string;
  reason: string;
  recordContact: string;
  redone: string;
  reportsTo: string;
  save: string;
  serverFailed: string;
  sessionEnded: string;
  sevenFeatures: string;
  since: string;
  /** Both days beside each other */
  sideBySide: string;
  /** %(day)s */
  sinceDay: string;
  solution: string;
  /** %(name)s: moving was left */
  stillThere: string;
  swayed: string;
  /** Before a name: the chosen person can sway them */
  sways: string;
  title: string;
  top: string;
  toToday: string;
  typeToFind: string;
  undo: string;
  undone: string;
  /** %(name)s cannot be the superior */
  unfit: string;
  /** %(n)s */
  unfold: string;
  until: string;
  veto: string;
  vetoBadge: string;
  who: string;
  whoCanHelp: string;
  /** %(name)s */
  whoSways: string;
  whySince: string;
  writeThenTap: string;
  role: string;
  inThisChain: string;
  /** Moves a member away from the head */
  lessPower: string;
  morePower: string;
  /** From the chain */
  removeMember: string;
  /** Title of a form */
  addMember: string;
  stances: StanceWords;
  answers: Readonly<Record<string, string>>;
  /** What the features mean. */
  meanings: Readonly<Record<string, string>>;
  time: TimeWords;
  legend: LegendWords;
  changes: ChangeWords;
}

export function readSettings(): Settings {
  return JSON.parse(need<HTMLScriptElement>("#map-settings").textContent ?? "") as Settings;
}
