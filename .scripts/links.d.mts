export const root: string;
export function makeLinks(): void;
