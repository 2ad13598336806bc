import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from "d3-zoom";

import type { Box } from "./geometry";

const SMALLEST = 0.15;
const LARGEST = 3;
const MARGIN = 16;
/** Below this a card cannot be read: a map that does not fit starts at its top instead. */
const READABLE = 0.62;

/** Moving and enlarging the drawing: wheel, drag on the ground, pinch; the arrow keys are the cards'. */
export class Viewport {
  transform: ZoomTransform = zoomIdentity;
  private readonly behaviour: ZoomBehavior<SVGSVGElement, unknown>;
  private size = { width: 0, height: 0 };
  private wide = 0;

  constructor(
    private readonly svg: SVGSVGElement,
    private readonly grounds: readonly SVGGElement[],
    private readonly moved: (transform: ZoomTransform) => void = () => undefined,
  ) {
    this.behaviour = zoom<SVGSVGElement, unknown>()
      .scaleExtent([SMALLEST, LARGEST])
      .filter((event: Event) => this.isForUs(event))
      .on("zoom", (event: { transform: ZoomTransform }) => this.apply(event.transform));
    select(svg).call(this.behaviour).on("dblclick.zoom", null);
  }

  /** A mouse on a card drags the card; fingers move the map wherever they are, until one is held. */
  private isForUs(event: Event): boolean {
    if (event.type === "wheel") return true;
    if (event instanceof MouseEvent && (event.button !== 0 || event.ctrlKey)) return false;
    const onCard = event.target instanceof Element && event.target.closest("[data-person], [data-pill], .fold");
    return !(event.type === "mousedown" && onCard);
  }

  private apply(transform: ZoomTransform): void {
    this.transform = transform;
    for (const ground of this.grounds) ground.setAttribute("transform", transform.toString());
    this.moved(transform);
  }

  /** The drawing's size: the ground can be moved about as far as there is something to see. */
  setSize(width: number, height: number): void {
    this.size = { width, height };
    const { width: w, height: h } = this.window();
    this.behaviour.translateExtent([
      [-w * 0.6, -h * 0.6],
      [width + w * 0.6, height + h * 0.6],
    ]);
  }

  window(): { width: number; height: number } {
    const box = this.svg.getBoundingClientRect();
    return { width: box.width || 800, height: box.height || 600 };
  }

  /** All of it, so far as it stays readable; `always`: even if it does not. */
  fit(always = false): void {
    const { width, height } = this.window();
    this.wide = width;
    const whole = Math.min((width - 2 * MARGIN) / this.size.width, (height - 2 * MARGIN) / this.size.height, 1);
    const scale = always ? Math.max(whole, SMALLEST) : Math.max(whole, Math.min(READABLE, 1));
    const x = Math.max(
      (width - this.size.width * scale) / 2,
      this.size.width * scale > width ? -(this.size.width * scale - width) / 2 : MARGIN,
    );
    const y =
      this.size.height * scale > height - 2 * MARGIN ? MARGIN : Math.min((height - this.size.height * scale) / 2, 28);
    this.to(zoomIdentity.translate(x, y).scale(scale));
  }

  /** The window got wider or narrower: what was in the middle stays there. */
  recentre(): void {
    const { width } = this.window();
    const by = (width - this.wide) / 2;
    this.wide = width;
    if (by) select(this.svg).call((found) => this.behaviour.translateBy(found, by / this.transform.k, 0));
  }

  enlarge(factor: number): void {
    const { width, height } = this.window();
    const at: [number, number] = [width / 2, height / 2];
    select(this.svg).call((found) => this.behaviour.scaleBy(found, factor, at));
  }

  /** Bring a box into view, moving no more than needed; enlarged if it could not be read. */
  reveal(box: Box): void {
    const { width, height } = this.window();
    const scale = Math.max(this.transform.k, READABLE);
    let { x, y } = this.transform;
    if (scale !== this.transform.k)
      [x, y] = [width / 2 - (box.x + box.width / 2) * scale, height / 2 - (box.y + box.height / 2) * scale];
    x = within(x, MARGIN - box.x * scale, width - MARGIN - (box.x + box.width) * scale);
    y = within(y, MARGIN - box.y * scale, height - MARGIN - (box.y + box.height) * scale);
    if (x !== this.transform.x || y !== this.transform.y || scale !== this.transform.k) {
      this.to(zoomIdentity.translate(x, y).scale(scale));
    }
  }

  to(transform: ZoomTransform): void {
    select(this.svg).call((found) => this.behaviour.transform(found, transform));
  }

  /** Where a point of the screen lies on the ground. */
  onGround(clientX: number, clientY: number): [number, number] {
    const box = this.svg.getBoundingClientRect();
    return this.transform.invert([clientX - box.left, clientY - box.top]);
  }

  /** While a card is dragged to the edge, the ground comes along; whether it did. */
  nudge(clientX: number, clientY: number): boolean {
    const box = this.svg.getBoundingClientRect();
    const dx = pull(clientX, box.left, box.right);
    const dy = pull(clientY, box.top, box.bottom);
    if (!dx && !dy) return false;
    select(this.svg).call((found) => this.behaviour.translateBy(found, dx / this.transform.k, dy / this.transform.k));
    return true;
  }
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, Math.min(least, most)), Math.max(least, most));
}

function pull(at: number, from: number, to: number): number {
  const edge = 36;
  if (at < from + edge) return 9;
  return at > to - edge ? -9 : 0;
}
