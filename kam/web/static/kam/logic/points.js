/** Moving between the points of a chart: left and right by x, up and down by y. */

const AXES = { ArrowRight: ["x", 1], ArrowLeft: ["x", -1], ArrowUp: ["y", 1], ArrowDown: ["y", -1] };

/** Order of places along an axis; ties by the other axis, then by place, so every point is reached. */
export function orderBy(points, axis) {
  const other = axis === "x" ? "y" : "x";
  return points
    .map((_, place) => place)
    .sort((a, b) => points[a][axis] - points[b][axis] || points[a][other] - points[b][other] || a - b);
}

/** The place to go to from `place` with `key`; stays at the ends; undefined for other keys. */
export function move(points, place, key) {
  if (points.length === 0) return undefined;
  if (key === "Home" || key === "End") {
    const order = orderBy(points, "x");
    return key === "Home" ? order[0] : order.at(-1);
  }
  const [axis, step] = AXES[key] ?? [];
  if (!axis) return undefined;
  const order = orderBy(points, axis);
  const at = order.indexOf(place);
  if (at < 0) return order[0];
  return order[Math.min(Math.max(at + step, 0), order.length - 1)];
}

/** A file name without characters that a disk refuses. */
export function fileName(name, ending) {
  const clean = (name || "chart").replace(/[\\/:*?"<>|\s]+/g, "-").replace(/^-+|-+$/g, "");
  return `${clean || "chart"}.${ending}`;
}
