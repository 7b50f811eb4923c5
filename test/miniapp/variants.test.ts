import { describe, expect, it } from '@jest/globals';
import type * as bar from '../../miniapp/src/components/bar';
import type * as barWeapp from '../../miniapp/src/components/bar.weapp';
import type * as native from '../../miniapp/src/components/native';
import type * as nativeWeapp from '../../miniapp/src/components/native.weapp';
import type * as demo from '../../miniapp/src/platform/demo';
import type * as demoWeapp from '../../miniapp/src/platform/demo.weapp';
import type * as device from '../../miniapp/src/platform/device';
import type * as deviceWeapp from '../../miniapp/src/platform/device.weapp';
import type * as http from '../../miniapp/src/platform/http';
import type * as httpWeapp from '../../miniapp/src/platform/http.weapp';
import type * as network from '../../miniapp/src/platform/network';
import type * as networkWeapp from '../../miniapp/src/platform/network.weapp';
import type * as history from '../../miniapp/src/platform/history';
import type * as historyWeapp from '../../miniapp/src/platform/history.weapp';
import type * as random from '../../miniapp/src/platform/random';
import type * as randomWeapp from '../../miniapp/src/platform/random.weapp';
import type * as shareCard from '../../miniapp/src/platform/share-card';
import type * as shareCardWeapp from '../../miniapp/src/platform/share-card.weapp';
import type * as shelf from '../../miniapp/src/platform/shelf';
import type * as shelfWeapp from '../../miniapp/src/platform/shelf.weapp';
import type * as speech from '../../miniapp/src/platform/speech';
import type * as speechWeapp from '../../miniapp/src/platform/speech.weapp';
import type * as chooseOriginals from '../../miniapp/src/platform/choose-originals';
import type * as chooseOriginalsWeapp from '../../miniapp/src/platform/choose-originals.weapp';
import type * as photo from '../../miniapp/src/platform/photo';
import type * as photoWeapp from '../../miniapp/src/platform/photo.weapp';
import type * as showFile from '../../miniapp/src/platform/show-file';
import type * as showFileWeapp from '../../miniapp/src/platform/show-file.weapp';
import type * as sound from '../../miniapp/src/components/sound';
import type * as soundWeapp from '../../miniapp/src/components/sound.weapp';
import type * as voice from '../../miniapp/src/platform/voice';
import type * as voiceWeapp from '../../miniapp/src/platform/voice.weapp';

type Same<A, B> = [A, B] extends [B, A] ? true : never;

// tsc is the judge: where the two halves differ, `true` does not fit.
const HALVES = {
  bar: true satisfies Same<typeof bar, typeof barWeapp>,
  native: true satisfies Same<typeof native, typeof nativeWeapp>,
  demo: true satisfies Same<typeof demo, typeof demoWeapp>,
  device: true satisfies Same<typeof device, typeof deviceWeapp>,
  http: true satisfies Same<typeof http, typeof httpWeapp>,
  network: true satisfies Same<typeof network, typeof networkWeapp>,
  history: true satisfies Same<typeof history, typeof historyWeapp>,
  random: true satisfies Same<typeof random, typeof randomWeapp>,
  shareCard: true satisfies Same<typeof shareCard, typeof shareCardWeapp>,
  shelf: true satisfies Same<typeof shelf, typeof shelfWeapp>,
  speech: true satisfies Same<typeof speech, typeof speechWeapp>,
  chooseOriginals: true satisfies Same<typeof chooseOriginals, typeof chooseOriginalsWeapp>,
  photo: true satisfies Same<typeof photo, typeof photoWeapp>,
  showFile: true satisfies Same<typeof showFile, typeof showFileWeapp>,
  sound: true satisfies Same<typeof sound, typeof soundWeapp>,
  voice: true satisfies Same<typeof voice, typeof voiceWeapp>,
};

describe('the two halves of a platform file', () => {
  it.each(Object.entries(HALVES))('%s: offer the same to their users', (_name, same) => {
    expect(same).toBe(true);
  });
});
