/** The library's public functions, found by any word of their docstrings. Data in, element out. */
import {html} from "htl";

export interface ReferenceFunction {
  readonly name: string;
  readonly file: string;
  readonly summary: string;
  readonly details: string;
  readonly source: string;
  readonly examples: readonly string[];
}

export interface ReferenceGroup {
  readonly name: string;
  readonly functions: readonly ReferenceFunction[];
}

/** Words between backticks as code. */
function prose(text: string): (string | HTMLElement)[] {
  return text.split("`").map((part, i) => (i % 2 === 1 ? (html`<code>${part}</code>` as HTMLElement) : part));
}

function entry({name, file, summary, details, source, examples}: ReferenceFunction): HTMLElement {
  return html`<article id=${name} aria-labelledby=${`${name}-name`}>
    <h3 id=${`${name}-name`}><code>${name}</code> <span class="file">lib/${file}</span></h3>
    <p>${prose(summary)}</p>
    ${details ? html`<p class="details">${prose(details)}</p>` : null}
    ${examples.length > 0 ? html`<pre tabindex="0" aria-label=${`Example of ${name}`}><code>${examples.join("\n")}</code></pre>` : null}
    ${source ? html`<p class="source">Source: ${prose(source)}</p>` : null}
  </article>`;
}

function matches(
  words: readonly string[],
  {name, file, summary, details, source}: ReferenceFunction
): boolean {
  const text = `${name} ${file} ${summary} ${details} ${source}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Search field, how many it finds, and the functions in their groups. */
export function referenceList(groups: readonly ReferenceGroup[]): HTMLElement {
  const all = groups.reduce((sum, {functions}) => sum + functions.length, 0);
  const field =
    html`<input type="search" id="reference-search" autocomplete="off" spellcheck="false">` as HTMLInputElement;
  const found = html`<p class="found" role="status"></p>`;
  const sections = groups.map(({name, functions}) => {
    const entries = functions.map((item) => ({item, element: entry(item)}));
    const id = name.replace(/\W+/g, "-");
    const section = html`<section aria-labelledby=${id}><h2 id=${id}>${name}</h2>${entries.map(({element}) => element)}</section>`;
    const link = html`<li><a href=${`#${id}`}>${name}</a> ${functions.length}</li>`;
    return {section, entries, link};
  });
  const show = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const {section, entries} of sections) {
      let within = 0;
      for (const {item, element} of entries) {
        element.hidden = !matches(words, item);
        within += Number(!element.hidden);
      }
      section.hidden = within === 0;
      count += within;
    }
    found.textContent =
      words.length === 0
        ? `${all} functions`
        : count === 0
          ? `nothing among ${all} functions has all these words`
          : `${count} of ${all} functions`;
  };
  field.addEventListener("input", show);
  show();
  return html`<div class="reference">
    <div class="search"><label for="reference-search">Find a function, a symbol, a source</label>${field}${found}</div>
    <nav aria-label="Groups"><ul>${sections.map(({link}) => link)}</ul></nav>
    ${sections.map(({section}) => section)}
  </div>`;
}
