export interface ImportCheck {
  violations: { rule: string; from: string; to: string }[];
  /** Source files that the rules saw, relative to the root. */
  modules: string[];
}
export function checkImports(root: string): Promise<ImportCheck>;
export function sourceFiles(root: string): string[];
