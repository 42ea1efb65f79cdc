/**
 * The frame around every page, made while building: head, header, footer. The list of pages is in lessons.ts.
 */
import {lessons} from "./lessons.js";

export const fonts = [
  "plex-sans-400",
  "plex-sans-500",
  "plex-sans-600",
  "plex-mono-400",
  "plex-mono-500"
] as const;

/** Relative path from a page to the site's root, so that the site works under any sub-path. */
function toRoot(path: string): string {
  const depth = path.split("/").length - 2;
  return depth > 0 ? "../".repeat(depth) : "./";
}

function fontFaces(path: string): string {
  return fonts
    .map((font) => {
      const [, family, weight] = font.split("-");
      const name = family === "mono" ? "Plex Mono" : "Plex Sans";
      return `@font-face{font-family:"${name}";font-weight:${weight};font-display:swap;src:url("${toRoot(path)}fonts/${font}.woff2") format("woff2")}`;
    })
    .join("");
}

/** Chosen before the first paint, so that a dark reader never sees a white flash. */
const themeScript = `try{const t=localStorage.getItem("model-serving-lab/theme");if(t==="dark"||t==="light")document.documentElement.dataset.theme=t}catch{}`;

const mark = `<svg class="mark" viewBox="0 0 28 20" width="28" height="20" aria-hidden="true"><g fill="currentColor"><path d="M1 5h7v7H1zM10 3h7v9h-7zM19 5h6v7h-6z" fill="none" stroke="currentColor" stroke-width="2"/><rect x="11.5" y="4.5" width="4" height="6"/><rect x="0" y="14" width="28" height="2"/><circle cx="5" cy="18" r="1.6"/><circle cx="14" cy="18" r="1.6"/><circle cx="23" cy="18" r="1.6"/></g></svg>`;

const icon =
  "data:image/svg+xml," +
  encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1a1b1d"/><rect x="5" y="12" width="6" height="8" fill="#f7b538"/><rect x="13" y="9" width="8" height="11" fill="#3d9df2"/><rect x="23" y="12" width="5" height="8" fill="#8dd3f7"/><rect x="4" y="23" width="24" height="2" fill="#f5f3ee"/></svg>`
  );

function navigation(path: string): string {
  const links = lessons.map(({path: to, name, part}) => {
    const current = to === path ? ' aria-current="page"' : "";
    const number = part === undefined ? "" : `<span class="part">${part}</span> `;
    return `<li><a href="${to}"${current}>${number}${name}</a></li>`;
  });
  return `<nav aria-label="Lab"><ul>${links.join("")}</ul></nav>`;
}

export const shell = {
  pages: lessons.map(({path, name}) => ({path, name})),
  dynamicPaths: fonts.map((font) => `/fonts/${font}.woff2`),
  head: ({path}: {path: string}) =>
    [
      `<link rel="icon" type="image/svg+xml" href="${icon}">`,
      '<meta name="color-scheme" content="light dark">',
      '<meta name="description" content="Model serving as a queueing problem: predict, simulate, see and defend Little\'s law, the batching tax and the utilization cliff.">',
      `<style>${fontFaces(path)}</style>`,
      `<script>${themeScript}</script>`
    ].join("\n"),
  header: ({path}: {path: string}) =>
    [
      '<a class="skip" href="#start">Skip to the content</a>',
      '<div class="bar">',
      `<a class="home" href="/">${mark}<span><span class="long">Model </span>Serving Lab</span></a>`,
      navigation(path),
      '<div class="tools"><span id="track-switch"></span><span id="theme-switch"></span></div>',
      "</div>"
    ].join("\n"),
  footer: () =>
    '<p>Model Serving Lab. Every number on these pages is computed by the code that the page shows, or stands in a table with its source. Personas are imagined. <a href="/methods">Methods and sources</a>, <a href="/reference">the library</a></p>'
};
