/** Tells that an input has changed: at once, then at most once an animation frame, and always of the last change. */

export interface InputEmitter {
  emit(): void;
  dispose(): void;
}

/** Dispatches `input` on the element; `value` is what a change is told by. */
export function inputEmitter(element: EventTarget, value: () => number): InputEmitter {
  let request = 0;
  const emit = () => {
    if (request !== 0) return;
    element.dispatchEvent(new Event("input", {bubbles: true}));
    const told = value();
    request = requestAnimationFrame(() => {
      request = 0;
      if (value() !== told) emit();
    });
  };
  return {emit, dispose: () => cancelAnimationFrame(request)};
}
