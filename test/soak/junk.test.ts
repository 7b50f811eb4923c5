import { it } from '@jest/globals';
import { withstandsJunk } from '#test/tip/junk';

it(
  '10,000 junk letters to one township neither block an honest villager nor hide their case',
  () => withstandsJunk(10_000),
  600_000,
);
