import { AreaCode } from '#shared/area/code';

// A county of one town with one village, as far as a page of that village asks for it.

export const COUNTY = AreaCode.parse('990101000000');
export const VILLAGE = AreaCode.parse('990101100201');
export const TREE = {
  county: COUNTY,
  version: 1,
  areas: [
    { code: COUNTY, name: '棠水县', level: 'county' },
    { code: '990101100000', name: '柳塘镇', level: 'town' },
    { code: VILLAGE, name: '枣坪村', level: 'village' },
  ],
};

/** The village as a phone has it chosen. */
export const CHOSEN = {
  code: VILLAGE,
  name: '枣坪村',
  town: '柳塘镇',
  county: '棠水县',
  phone: '0900-000-0000',
};
