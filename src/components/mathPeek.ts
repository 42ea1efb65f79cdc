/** Math Peek: formulas with the live numbers filled in, and beside each its assumptions and limits. */
import {html} from "htl";

export interface Formula {
  readonly name: string;
  readonly tex: string;
  /** The same formula with the numbers of this moment, as plain text. */
  readonly live: string;
  readonly holds: string;
  readonly fails: string;
}

export interface MathPeek extends HTMLDetailsElement {
  show(formulas: readonly Formula[]): void;
}

/** A panel that opens on demand; `show` refreshes the numbers without closing it. */
export function mathPeek(title = "Math Peek"): MathPeek {
  const host = html`<div class="formulas"></div>`;
  const root = html`<details class="mathpeek"><summary>${title}</summary>${host}</details>` as MathPeek;
  let names = "";
  // The typesetter is a fifth of all code on a page: it comes when somebody looks.
  const typeset = async () => {
    if (!root.open) return;
    const {default: katex} = await import("katex");
    for (const place of host.querySelectorAll<HTMLElement>(".tex")) {
      if (place.firstElementChild) continue;
      // MathML from the formula's own source, a literal of the project: it needs no stylesheet and no font.
      const tex = place.textContent ?? "";
      // One piece a statement, so that a row of them breaks between two and none is cut off.
      place.innerHTML = tex
        .split("\\quad")
        .map((piece) =>
          katex.renderToString(piece, {output: "mathml", displayMode: false, throwOnError: true})
        )
        .join(" ");
    }
  };
  root.addEventListener("toggle", typeset);
  root.show = (formulas) => {
    const key = formulas.map(({name, tex}) => name + tex).join("|");
    if (key !== names) {
      names = key;
      host.replaceChildren(...formulas.map(formulaElement));
      typeset();
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
  const source = html`<div class="tex" tabindex="0" role="group" aria-label=${name}>${tex}</div>`;
  return html`<div class="formula"><h4>${name}</h4>${source}<p class="live">${live}</p><p><strong>Holds</strong> <span class="holds">${holds}</span></p><p><strong>Fails</strong> <span class="fails">${fails}</span></p></div>`;
}
