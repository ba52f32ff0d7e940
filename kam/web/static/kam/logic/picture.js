/** A picture of a drawn chart: the SVG with its computed colours, painted on a canvas. */

const INK = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "font-size", "font-family", "font-weight", "text-anchor", "display"];

const known = new Map();

/** Return a colour as red, green, blue: other programs read neither oklch() nor tokens. */
function plain(colour) {
  if (!/^(oklch|oklab|color|lab|lch)/.test(colour)) return colour;
  if (!known.has(colour)) {
    const ink = new OffscreenCanvas(1, 1).getContext("2d");
    ink.fillStyle = colour;
    ink.fillRect(0, 0, 1, 1);
    const [red, green, blue] = ink.getImageData(0, 0, 1, 1).data;
    known.set(colour, `rgb(${red}, ${green}, ${blue})`);
  }
  return known.get(colour);
}

/** Return a copy of the SVG that looks the same outside the page, `margin` wider on each side. */
export function standalone(svg, margin) {
  const copy = svg.cloneNode(true);
  const originals = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((part, place) => {
    const style = getComputedStyle(originals[place]);
    for (const name of INK) part.setAttribute(name, plain(style.getPropertyValue(name)));
  });
  const { x, y, width, height } = svg.viewBox.baseVal;
  const [wide, high] = [width + 2 * margin, height + 2 * margin];
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `${x - margin} ${y - margin} ${wide} ${high}`);
  copy.setAttribute("width", wide);
  copy.setAttribute("height", high);
  return copy;
}

/** Return the SVG as a file of its own, on paper of the given colour. */
export function drawing(svg, paper, margin = 20) {
  const copy = standalone(svg, margin);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const box = copy.getAttribute("viewBox").split(" ");
  ["x", "y", "width", "height"].forEach((name, place) => ground.setAttribute(name, box[place]));
  ground.setAttribute("fill", plain(paper));
  copy.prepend(ground);
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}

function loaded(address) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = address;
  });
}

/** Paint the SVG on paper of the given colour; returns a PNG blob. */
export async function png(svg, paper, scale = 2, margin = 20) {
  const copy = standalone(svg, margin);
  const text = new XMLSerializer().serializeToString(copy);
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = await loaded(address);
    const canvas = document.createElement("canvas");
    canvas.width = Number(copy.getAttribute("width")) * scale;
    canvas.height = Number(copy.getAttribute("height")) * scale;
    const ink = canvas.getContext("2d");
    ink.fillStyle = paper;
    ink.fillRect(0, 0, canvas.width, canvas.height);
    ink.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Offer a blob as a file. */
export function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
