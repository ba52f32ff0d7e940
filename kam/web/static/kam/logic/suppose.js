/** From places on a chart to figures and back, for a point that can be moved. */

const ARROWS = { ArrowRight: ["x", 1], ArrowLeft: ["x", -1], ArrowUp: ["y", 1], ArrowDown: ["y", -1] };
const FAR = 10;

function within(value, most) {
  return Math.min(Math.max(value, 0), most);
}

/** Round to a grain, without the dust that floating point leaves behind. */
export function toGrain(value, grain) {
  return Number((Math.round(value / grain) * grain).toPrecision(12));
}

/** The figures at a place of the chart, kept on the paper. */
export function figuresAt(paper, across, up) {
  const x = ((across - paper.left) / (paper.right - paper.left)) * paper.mostX;
  const y = ((paper.bottom - up) / (paper.bottom - paper.top)) * paper.mostY;
  return {
    x: toGrain(within(x, paper.mostX), paper.grainX),
    y: toGrain(within(y, paper.mostY), paper.grainY),
  };
}

/** The place of figures on the chart. */
export function placeOf(paper, figures) {
  const across = paper.left + (within(figures.x, paper.mostX) / paper.mostX) * (paper.right - paper.left);
  const up = paper.bottom - (within(figures.y, paper.mostY) / paper.mostY) * (paper.bottom - paper.top);
  return [Number(across.toFixed(1)), Number(up.toFixed(1))];
}

/** The figures after an arrow key, ten times as far with Shift; undefined for other keys. */
export function stepped(paper, figures, key, isFar) {
  const [axis, sign] = ARROWS[key] ?? [];
  if (!axis) return undefined;
  const [step, grain] = axis === "x" ? [paper.stepX, paper.grainX] : [paper.stepY, paper.grainY];
  const moved = toGrain(figures[axis] + sign * step * (isFar ? FAR : 1), grain);
  return { ...figures, [axis]: Math.max(moved, 0) };
}
