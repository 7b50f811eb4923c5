const BLOCK = /<(p|h[1-6]|ul|ol|table|blockquote)\b[^>]*>[\s\S]*?<\/\1>/g;

/** Splits clean html into its blocks, to mark the one that is read; one block when it is made otherwise. */
export function blocksOf(html: string): string[] {
  const blocks = html.match(BLOCK) ?? [];
  const covered = blocks.reduce((sum, block) => sum + block.length, 0);
  return covered === html.replace(/>\s+</g, '><').trim().length || covered === html.trim().length
    ? blocks
    : [html];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ' };

/** The words of a block, to be read aloud. */
export function wordsOf(html: string): string {
  return html
    .replace(/<(br|\/p|\/li|\/td|\/h\d)[^>]*>/g, '，')
    .replace(/<[^>]*>/g, '')
    .replace(/&([a-z]+);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/，+$/, '')
    .trim();
}

/** Whether the last two blocks are a signature, the issuer's name and the day, which stands at the right. */
export function endsSigned(blocks: readonly string[], issuer: string): boolean {
  const [name, day] = blocks.slice(-2).map(wordsOf);
  return name === issuer && day !== undefined && /^\d{4}年\d+月\d+日$/.test(day);
}
