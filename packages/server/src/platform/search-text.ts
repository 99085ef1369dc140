/**
 * What a person typed as a query for PostgreSQL's to_tsquery: every word must be there, each may be only begun. Signs are taken
 * as spaces, so nothing typed can be an operator. Null when no word is left.
 */
export function searchText(typed: string | undefined): string | null {
  const words = (typed ?? '').match(/[\p{L}\p{N}]+/gu)?.slice(0, 12) ?? [];
  return words.length === 0 ? null : words.map((word) => `${word}:*`).join(' & ');
}
