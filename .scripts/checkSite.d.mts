export function checkSite(folder: string): {problems: string[]; pages: number; links: number};
