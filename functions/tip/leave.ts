import { type Office, sameOffice } from '#shared/directory/office';

/** What the writer lets an office of another kind do, as it is kept: to have the case, and to handle it jointly. */
export interface Leave {
  readonly agreed?: Office | undefined;
  readonly joins?: Office | undefined;
}

/** What a writer's message says of it beside its sealed words. */
export interface Leaving {
  readonly agree?: Office | undefined;
  readonly join?: Office | undefined;
  readonly disagree?: { readonly to: Office; readonly joint?: true | undefined } | undefined;
}

/** The leave after one more message: a later no takes back what was given for that office and that use. */
export function leaveAfter({ agreed, joins }: Leave, { agree, join, disagree }: Leaving): Leave {
  const taken = (isJoint: boolean): Office | null =>
    disagree && (disagree.joint ?? false) === isJoint ? disagree.to : null;
  const left = (office: Office | undefined, isJoint: boolean): Office | undefined =>
    office && sameOffice(office, taken(isJoint)) ? undefined : office;
  return { agreed: agree ?? left(agreed, false), joins: join ?? left(joins, true) };
}
