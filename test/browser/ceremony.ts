import type { Browser, Page } from 'playwright-core';
import { BEGIN_RANDOM_BYTES } from '#shared/recommendation/paper';
import { deskOf, makeHolderCard, makeOfficeKey, makeOwnKeys, sees, tap } from './people';

/** The people whose private keys each live in a browser context of their own. */
export const KEY_PEOPLE = {
  trustees: ['田有才', '刘小燕', '曹国栋', '林晓岚'],
  signer: '周玉成',
  township: '吴晓芸',
  discipline: '沈一帆',
  countyDiscipline: '冯静远',
  countyColleague: '苗青',
  county: '郑立新',
} as const;

/** Of each office one person who handles its cases and makes its key; the others of that office are enrolled before. */
const OFFICE_MAKERS = ['周玉成', '吴晓芸', '沈一帆', '冯静远'];

/** Who holds the recovery keys of every office, each on a card of their own. */
export const HOLDERS = ['冯静远', '苗青', '郑立新'];

/** The desks that hold keys, each in a context of its own, and what those keys were made of. */
export interface Ceremony {
  desks: Map<string, Page>;
  secrets: Uint8Array[];
  /** What each recovery holder wrote on paper. */
  cards: Map<string, string>;
}

/** Every key is made by its person's own browser, through the pages they use; then the county signs. */
export async function holdCeremony(browser: Browser, origin: string): Promise<Ceremony> {
  const desks = new Map<string, Page>();
  const cards = new Map<string, string>();
  const { county, trustees, ...alone } = KEY_PEOPLE;
  const enrol = async (name: string): Promise<Page> => {
    const page = await deskOf(browser, origin, name);
    await makeOwnKeys(page, origin, name);
    desks.set(name, page);
    if (HOLDERS.includes(name)) cards.set(name, await makeHolderCard(page));
    return page;
  };
  for (const name of [...trustees, ...Object.values(alone), county]) await enrol(name);
  for (const name of OFFICE_MAKERS) {
    const page = desks.get(name);
    if (page) await makeOfficeKey(page, origin, HOLDERS);
  }
  // The county comes last: it signs exactly what its page shows.
  const signing = desks.get(county);
  if (signing) {
    await makeOfficeKey(signing, origin, HOLDERS);
    await tap(signing, '签名并公布');
    await sees(signing, '名录已经公布');
  }
  return { desks, cards, secrets: await drawnBy(desks.values()) };
}

/** The random bytes each page drew, 32 and more at a time. */
export async function drawnBy(pages: Iterable<Page>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for (const page of pages) {
    const drawn = await page.evaluate<number[][]>('window.drawn ?? []');
    all.push(...drawn.flatMap((bytes) => seedsIn(new Uint8Array(bytes))));
  }
  return all;
}

/**
 * A keyring is drawn at once: four bytes of a public id, then three seeds. So is what asks for a token: a seed, the
 * prefix that the token shows, and what blinds it. Anything else is one secret.
 */
function seedsIn(drawn: Uint8Array): Uint8Array[] {
  if (drawn.length === BEGIN_RANDOM_BYTES) return [drawn.slice(0, 32), drawn.slice(64)];
  if (drawn.length !== 100) return [drawn];
  return [drawn.slice(4, 36), drawn.slice(36, 68), drawn.slice(68)];
}
