import { it } from '@jest/globals';
import { withstandsJunk } from './junk';

// Ten thousand of them: test/soak/junk.test.ts.
it(
  'junk letters to one township neither block an honest villager nor hide their case',
  () => withstandsJunk(500),
  60_000,
);
