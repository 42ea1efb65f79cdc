/** A figure that is drawn again when its place changes its width. */
import {html} from "htl";

/** Calls `draw` with the width of the element [px], now and whenever it changes. */
export function responsive(draw: (width: number) => Element, fallback = 640): HTMLElement {
  const host = html`<div></div>`;
  let drawn = 0;
  const render = () => {
    const width = Math.round(host.clientWidth || fallback);
    if (Math.abs(width - drawn) <= 1) return;
    drawn = width;
    host.replaceChildren(draw(width));
  };
  if (typeof ResizeObserver === "function") new ResizeObserver(render).observe(host);
  else render();
  return host;
}
