export function contentHash(paths: string[]): string;
export function isFresh(name: string, hash: string): boolean;
export function remember(name: string, hash: string): void;
