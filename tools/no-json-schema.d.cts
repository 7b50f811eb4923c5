export const JSON_SCHEMA: RegExp;
export function withoutJsonSchema(source: string): string;
