export function errorsPage(errors: Readonly<Record<string, { status: number; title: string; remedy: string }>>): string;
