declare module "observablehq:stdlib" {
  /** Framework's own library; it is part of the site and asks no other host. */
  export const Generators: {
    input<T>(element: HTMLElement & {readonly value: T}): AsyncGenerator<T>;
    observe<T>(initialize: (notify: (value: T) => void) => (() => void) | undefined): AsyncGenerator<T>;
  };
}
