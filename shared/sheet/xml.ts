import { DecodeUTF8 } from 'fflate';
import { Parser } from 'saxen';

/** What is told of a part of a workbook: names without their prefix, text as it was meant. */
export interface XmlHeard {
  open: (name: string, attribute: (name: string) => string | undefined) => void;
  close: (name: string) => void;
  text: (text: string) => void;
}

const PART = 1 << 19;

/**
 * Reads XML in parts of half a megabyte; `between` is awaited after each, with the share that is read. Throws for what
 * is no XML. Entities that a file declares for itself stay as they are: none is ever expanded.
 */
export async function readXml(
  bytes: Uint8Array,
  heard: XmlHeard,
  between: (share: number) => Promise<void>,
): Promise<void> {
  const parser = new Parser()
    .on('openTag', (name, attributes) =>
      heard.open(localOf(name), (wanted) => attributeOf(attributes(), wanted)),
    )
    .on('closeTag', (name) => heard.close(localOf(name)))
    .on('text', (text) => heard.text(meant(text)))
    .on('cdata', heard.text)
    .on('error', (error) => {
      throw error;
    });
  const decoder = new DecodeUTF8((text) => {
    if (text !== '') parser.write(text);
  });
  for (let at = 0; at < bytes.length; at += PART) {
    decoder.push(bytes.subarray(at, at + PART), at + PART >= bytes.length);
    await between(Math.min(1, (at + PART) / bytes.length));
  }
  parser.end();
}

/** The name without its prefix. */
function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attributeOf(
  attributes: Readonly<Record<string, string>> | undefined,
  name: string,
): string | undefined {
  const found = attributes?.[name];
  return found === undefined ? undefined : meant(found);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Entities as characters; the library cuts those above U+FFFF, among them rare characters of names, into others. */
function meant(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole: string, decimal?: string, hex?: string, name?: string) => {
      if (name) return NAMED[name] ?? whole;
      const point = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
    },
  );
}
