/** The tracks' glyphs and the shell's icons: line drawings on a 24-pixel grid that take the colour of the text. */

const paths: Readonly<Record<string, string>> = {
  rack: "M4 4h16v6H4zM4 14h16v6H4zM7 7h4M7 17h4M17 7h.01M17 17h.01",
  car: "M3 16v-3l2-1 3-5h7l3 5 3 1v3zM7 18.5a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6M17 18.5a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6M9 12h7",
  glasses: "M2 9h3M19 9h3M5 9h6v5.5H5zM13 9h6v5.5h-6zM11 11h2",
  ear: "M7 11a5 5 0 1 1 10 0c0 3-3 3.5-3 6a3 3 0 0 1-5.5 1.5M10 11a2 2 0 1 1 4 0c0 1.2-1.5 1.5-1.5 3",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4",
  moon: "M19 14.5A7.5 7.5 0 0 1 9.5 5 7.5 7.5 0 1 0 19 14.5",
  back: "M18 6v12l-9-6zM6 6v12",
  forward: "M6 6v12l9-6zM18 6v12",
  again: "M5 12a7 7 0 1 1 2.2 5.1M5 12V7M5 12h5",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"
};

const NAMESPACE = "http://www.w3.org/2000/svg";

/** A decorative icon, hidden from assistive technology: words stand beside it. */
export function glyph(name: string): SVGSVGElement {
  const svg = document.createElementNS(NAMESPACE, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", "20");
  svg.setAttribute("height", "20");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(NAMESPACE, "path");
  path.setAttribute("d", paths[name] ?? "");
  path.setAttribute("fill", "none");
  path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", "1.7");
  path.setAttribute("stroke-linecap", "round");
  path.setAttribute("stroke-linejoin", "round");
  svg.append(path);
  return svg;
}

/** A glyph on its plate of accent colour. */
export function plateGlyph(name: string): HTMLElement {
  const plate = document.createElement("span");
  plate.className = "glyph";
  plate.append(glyph(name));
  return plate;
}
