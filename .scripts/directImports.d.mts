export function directImports(folder: string): void;
