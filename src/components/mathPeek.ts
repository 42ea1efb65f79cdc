/** Math Peek: formulas with the live numbers filled in, and beside each its assumptions and limits. */
import {html} from "htl";
import katex from "katex";

export interface Formula {
  readonly name: string;
  readonly tex: string;
  /** The same formula with the numbers of this moment, as plain text. */
  readonly live: string;
  readonly holds: string;
  readonly fails: string;
}

export interface MathPeek extends HTMLElement {
  show(formulas: readonly Formula[]): void;
}

/** A panel that opens on demand; `show` refreshes the numbers without closing it. */
export function mathPeek(title = "Math Peek"): MathPeek {
  const host = html`<div class="formulas"></div>`;
  const root = html`<details class="mathpeek"><summary>${title}</summary>${host}</details>` as MathPeek;
  let names = "";
  root.show = (formulas) => {
    const key = formulas.map(({name, tex}) => name + tex).join("|");
    if (key !== names) {
      names = key;
      host.replaceChildren(...formulas.map(formulaElement));
      return;
    }
    formulas.forEach((formula, i) => {
      for (const part of ["live", "holds", "fails"] as const) {
        const line = host.children[i]?.querySelector(`.${part}`);
        if (line && line.textContent !== formula[part]) line.textContent = formula[part];
      }
    });
  };
  return root;
}

function formulaElement({name, tex, live, holds, fails}: Formula): HTMLElement {
  const rendered = html`<div class="tex" tabindex="0" role="group" aria-label=${name}></div>`;
  // MathML from the formula's own source, which is a literal of the project: it needs no stylesheet and no font.
  rendered.innerHTML = katex.renderToString(tex, {output: "mathml", displayMode: false, throwOnError: true});
  return html`<div class="formula"><h4>${name}</h4>${rendered}<p class="live">${live}</p><p><strong>Holds</strong> <span class="holds">${holds}</span></p><p><strong>Fails</strong> <span class="fails">${fails}</span></p></div>`;
}
