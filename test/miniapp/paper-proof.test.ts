import { afterEach, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { structureLeaf } from '#shared/transparency/leaf';
import { paperCode, readPaperCode } from '#shared/transparency/paper-code';
import './render';

const { paperAddress } = await import('../../miniapp/src/components/paper-proof');

const proven = {
  leaf: structureLeaf('close', AreaCode.parse('990101100201'), new Uint8Array(1), 0),
  hash: new Uint8Array(32).fill(7),
  index: 41,
  checkpoint: { origin: 'county.test/log1', size: 50, root: new Uint8Array(32), clock: 1, seen: 1 },
};

afterEach(() => history.replaceState(null, '', '/'));

it.each(['/', '/?scene=v123#/notice/detail/index?id=1', '/index.html#/notice/detail/index'])(
  'leads from paper printed at %s to the site’s own proof page',
  (from) => {
    history.replaceState(null, '', from);
    const address = paperAddress(proven);
    expect(address).toBe(`${location.origin}/p/${paperCode(proven.hash, 41)}`);
    expect(readPaperCode(address.split('/p/')[1] ?? '')).toMatchObject({ index: 41 });
  },
);
