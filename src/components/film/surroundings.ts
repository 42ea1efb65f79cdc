/** What a drawing depends on besides its data: the width of its place, and whether its reader wants less motion. */

export interface Surroundings {
  readonly reducedMotion: boolean;
  /** Whether a change of the width will be told. */
  readonly watchesWidth: boolean;
  dispose(): void;
}

export function surroundings(
  place: Element,
  {
    onWidth,
    onMotion
  }: {
    /** Null where the width is fixed. */
    readonly onWidth: (() => void) | null;
    readonly onMotion: (reduced: boolean) => void;
  }
): Surroundings {
  const sizes = typeof ResizeObserver === "function" && onWidth ? new ResizeObserver(onWidth) : undefined;
  sizes?.observe(place);
  const preference =
    typeof matchMedia === "function" ? matchMedia("(prefers-reduced-motion: reduce)") : undefined;
  const prefer = () => onMotion(preference?.matches ?? false);
  preference?.addEventListener?.("change", prefer);
  return {
    get reducedMotion() {
      return preference?.matches ?? false;
    },
    watchesWidth: sizes !== undefined,
    dispose() {
      sizes?.disconnect();
      preference?.removeEventListener?.("change", prefer);
    }
  };
}
