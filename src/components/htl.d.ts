declare module "htl" {
  /** Hypertext literal: builds DOM nodes; interpolated strings are inserted as text, never as markup. */
  export function html(strings: TemplateStringsArray, ...values: unknown[]): HTMLElement;
  export namespace html {
    function fragment(strings: TemplateStringsArray, ...values: unknown[]): DocumentFragment;
  }
  export function svg(strings: TemplateStringsArray, ...values: unknown[]): SVGElement;
}
