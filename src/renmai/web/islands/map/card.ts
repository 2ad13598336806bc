import { draw } from "./elements";
import type { Answer } from "./facts";
import { MEMBER_CARD } from "./fishbone_layout";
import type { CARD } from "./geometry";
import { shorten, textWidth } from "./text_width";
import { signed, stanceClass } from "./words";
import type { Words } from "./settings";

/** What a card says of one person. Stances are −2 … 2, null is unknown. */
export interface CardLook {
  code: string;
  name: string;
  /** The second line: the title, or when we last met. */
  under: string;
  /** The stance that colours the left edge. */
  edge: number | null;
  degrees: readonly (number | null)[];
  /** Of the compared competitor, null where none is compared. */
  rival: readonly (number | null)[] | null;
  /** Since the compared day: risen 1, fallen −1, else 0. */
  moves: readonly number[];
  veto: Answer;
  approver: Answer;
  oursCan: boolean;
  rivalCan: boolean;
  isPlaceholder: boolean;
  isFocus: boolean;
  /** That the person is new since the compared day, in a short word; blank: is not. */
  newBadge: string;
  isStale: boolean;
  /** People folded away below. */
  hidden: number;
  isFoldable: boolean;
  label: string;
}

export type CardSize = typeof CARD | typeof MEMBER_CARD;

const CHIP = { width: 22, height: 17, step: 24 } as const;
const LEFT = 14;

/** What is drawn of a card, in a group whose origin is the card's corner. */
export function drawCard(look: CardLook, size: CardSize, words: Words, role = ""): SVGElement[] {
  const { width, height } = size;
  const room = width - LEFT - 8;
  const isFish = size === MEMBER_CARD;
  const parts: (SVGElement | null)[] = [
    draw("title", {}, look.label),
    draw("rect", { class: "body", x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 6 }),
    draw("path", {
      class: `edge ${stanceClass(nearest(look.edge))}`,
      d: `M6 .5H4V${height - 0.5}H6A5.500 5.500 0 0 1 .5 ${height - 6}V6A5.500 5.500 0 0 1 6 .5Z`,
    }),
  ];
  const votes = drawVotes(look, words, isFish ? width - 6 : width - 7, isFish ? 6 : 28);
  parts.push(...votes.drawn);
  parts.push(...(isFish ? fishTexts(look, room - votes.width, role) : texts(look, room, votes.width)));
  parts.push(...chips(look, isFish ? LEFT : width - 6 - 3 * CHIP.step + 2, isFish ? 42 : chipsTop(look, room)));
  if (isFish && role && fitsBesideChips(role)) parts.push(...roleTag(role, width - 6, 42));
  parts.push(...signs(look, width, height));
  return parts.filter((part): part is SVGElement => part !== null);
}

/** The stance next to a mean; halfway between two, the stronger one. */
function nearest(mean: number | null): number | null {
  return mean === null ? null : Math.sign(mean) * Math.round(Math.abs(mean));
}

/** A long name takes the first line for itself, and the chips go below. */
function isLong(look: CardLook, room: number): boolean {
  return nameWidth(look) > room - 3 * CHIP.step;
}

function nameWidth(look: CardLook): number {
  return textWidth(look.name, 12.5) + nameExtras(look);
}

/** What stands behind the name: the star, and that the person is new since the compared day. */
function nameExtras(look: CardLook): number {
  return (look.newBadge ? textWidth(look.newBadge, 11) + 4 : 0) + (look.isFocus ? 13 : 0);
}

function chipsTop(look: CardLook, room: number): number {
  return isLong(look, room) ? 28 : 6;
}

function texts(look: CardLook, room: number, votes: number): SVGElement[] {
  const long = isLong(look, room);
  const nameRoom = long ? room - votes : room - 3 * CHIP.step;
  const underRoom = long ? room - 3 * CHIP.step - 2 : room - votes;
  return [...nameLine(look, nameRoom, 19), underLine(look, underRoom, 39)];
}

/** A role that finds no room beside the chips stands before the title. */
function fishTexts(look: CardLook, room: number, role: string): SVGElement[] {
  const under = role && !fitsBesideChips(role) ? `${role} · ${look.under}` : look.under;
  return [...nameLine(look, room, 18), underLine({ ...look, under }, MEMBER_CARD.width - LEFT - 8, 34)];
}

function fitsBesideChips(role: string): boolean {
  return roleWidth(role) <= MEMBER_CARD.width - 6 - LEFT - 3 * CHIP.step;
}

function roleWidth(role: string): number {
  return Math.ceil(textWidth(role, 10)) + 6;
}

function nameLine(look: CardLook, room: number, y: number): SVGElement[] {
  const shown = shorten(look.name, 12.5, room - nameExtras(look));
  const drawn: SVGElement[] = [draw("text", { class: "name", x: LEFT, y }, shown)];
  let x = LEFT + textWidth(shown, 12.5) + 4;
  if (look.isFocus) {
    drawn.push(
      draw("path", {
        class: "focus-mark",
        transform: `translate(${x} ${y - 10})`,
        d: "M5 .4l1.400 2.900 3.200.400-2.300 2.300.600 3.100L5 7.600 2.100 9.100l.600-3.100L.4 3.700l3.200-.4z",
      }),
    );
    x += 13;
  }
  if (look.newBadge) drawn.push(draw("text", { class: "new-mark", x, y }, look.newBadge));
  return drawn;
}

function underLine(look: CardLook, room: number, y: number): SVGElement {
  return draw("text", { class: look.isStale ? "under stale" : "under", x: LEFT, y }, shorten(look.under, 11.5, room));
}

function chips(look: CardLook, x: number, y: number): SVGElement[] {
  return look.degrees.flatMap((stance, at) => {
    const left = x + at * CHIP.step;
    const kind = stanceClass(stance);
    const drawn: SVGElement[] = [
      draw("rect", {
        class: `chip ${kind}`,
        x: left + 0.5,
        y: y + 0.5,
        width: CHIP.width - 1,
        height: CHIP.height - 1,
        rx: 4,
      }),
      draw("text", { class: `chip-text ${kind}`, x: left + CHIP.width / 2, y: y + 12.8 }, signed(stance)),
    ];
    const theirs = look.rival?.[at] ?? null;
    if (theirs !== null && (stance === null || theirs > stance)) {
      drawn.push(draw("path", { class: "led", d: `M${left + 4} ${y + CHIP.height + 2.5}h${CHIP.width - 8}` }));
    }
    const move = look.moves[at] ?? 0;
    if (move) drawn.push(moveMark(left + CHIP.width / 2, y - 2, move));
    return drawn;
  });
}

function moveMark(x: number, y: number, move: number): SVGElement {
  const shape = move > 0 ? `M${x - 3.5} ${y}h7l-3.500-5z` : `M${x - 3.5} ${y - 5}h7l-3.500 5z`;
  return draw("path", { class: move > 0 ? "move good" : "move bad", d: shape });
}

/** Badges from the right to the left: veto solid, approver outlined, what nobody knows dashed. */
function drawVotes(look: CardLook, words: Words, right: number, y: number): { drawn: SVGElement[]; width: number } {
  const badges: [string, string][] = [];
  if (look.veto === "yes") badges.push(["veto", words.vetoBadge]);
  if (look.approver === "yes") badges.push(["approver", words.approverBadge]);
  if (look.veto === null || look.approver === null) badges.push(["open", "?"]);
  const drawn: SVGElement[] = [];
  let x = right;
  for (const [kind, text] of badges.reverse()) {
    const width = Math.max(16, Math.ceil(textWidth(text, 10.5)) + 6);
    x -= width;
    drawn.push(draw("rect", { class: `vote ${kind}`, x: x + 0.5, y: y + 0.5, width: width - 1, height: 15, rx: 3 }));
    drawn.push(draw("text", { class: `vote-text ${kind}`, x: x + width / 2, y: y + 12 }, text));
    x -= 3;
  }
  return { drawn, width: right - x };
}

function roleTag(role: string, right: number, y: number): SVGElement[] {
  const width = roleWidth(role);
  return [
    draw("rect", { class: "role", x: right - width + 0.5, y: y + 0.5, width: width - 1, height: 16, rx: 3 }),
    draw("text", { class: "role-text", x: right - width / 2, y: y + 12 }, role),
  ];
}

/** At the right edge: who can sway the person. */
function signs(look: CardLook, width: number, height: number): (SVGElement | null)[] {
  return [
    look.oursCan ? draw("circle", { class: "ours-can", cx: width, cy: height * 0.34, r: 4 }) : null,
    look.rivalCan
      ? draw("rect", {
          class: "rival-can",
          x: -3.5,
          y: -3.5,
          width: 7,
          height: 7,
          transform: `translate(${width} ${height * 0.72}) rotate(45)`,
        })
      : null,
  ];
}
