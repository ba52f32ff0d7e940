/**
 * Where a line between two cards runs. Boxes are {x, y, w, h}; the answer is an SVG path.
 * Over a band between them it runs in the gutter beside the target's column, so that it
 * passes behind no card; `shift` keeps lines of one card apart.
 */
const GAP = 10;
const GUTTER = 9;

export function wirePath(from, to, shift = 0) {
  const a = { x: from.x + from.w / 2 + shift, y: from.y + from.h / 2 };
  const b = { x: to.x + to.w / 2 + shift, y: to.y + to.h / 2 };
  if (Math.abs(a.y - b.y) < Math.max(from.h, to.h)) return aside(from, to, a, b);
  const up = b.y < a.y;
  const side = up ? -1 : 1;
  const start = { x: a.x, y: up ? from.y : from.y + from.h };
  const end = { x: b.x, y: up ? to.y + to.h : to.y };
  const last = end.y - side * (GAP + shift / 2);
  const isFar = Math.abs(start.y - end.y) > Math.max(from.h, to.h) + 6 * GAP;
  if (!isFar) {
    if (Math.abs(start.x - end.x) < 2) return `M${r(start.x)} ${r(start.y)}V${r(end.y)}`;
    return `M${r(start.x)} ${r(start.y)}V${r(last)}H${r(end.x)}V${r(end.y)}`;
  }
  const first = start.y + side * (GAP + shift / 2);
  const gutter = (a.x < b.x ? to.x - GUTTER : to.x + to.w + GUTTER) + shift / 2;
  return `M${r(start.x)} ${r(start.y)}V${r(first)}H${r(gutter)}V${r(last)}H${r(end.x)}V${r(end.y)}`;
}

/** Beside each other: straight across where they touch, otherwise below both. */
function aside(from, to, a, b) {
  const right = b.x > a.x;
  const start = right ? from.x + from.w : from.x;
  const end = right ? to.x : to.x + to.w;
  if (Math.abs(end - start) < from.w * 0.6) return `M${r(start)} ${r(a.y)}H${r(end)}`;
  const below = Math.max(from.y + from.h, to.y + to.h) + GAP;
  return `M${r(a.x)} ${r(from.y + from.h)}V${r(below)}H${r(b.x)}V${r(to.y + to.h)}`;
}

const r = (number) => Math.round(number * 10) / 10;

/** The card next to one in a direction: along the band, or the nearest in the next band. */
export function nextCard(bands, band, place, key) {
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const along = place + (key === "ArrowRight" ? 1 : -1);
    return bands[band][along] ? [band, along] : null;
  }
  const step = { ArrowUp: -1, PageUp: -1, ArrowDown: 1, PageDown: 1 }[key];
  if (!step) return null;
  for (let to = band + step; to >= 0 && to < bands.length; to += step) {
    if (bands[to].length > 0) return [to, Math.min(place, bands[to].length - 1)];
  }
  return null;
}

/** The zoom after a step, between half and one and a half. */
export function zoomed(now, step) {
  return Math.min(1.5, Math.max(0.5, Math.round((now + step * 0.1) * 10) / 10));
}
