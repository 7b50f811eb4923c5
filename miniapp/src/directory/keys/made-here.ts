import * as z from 'zod';
import { type Office, officeText } from '#shared/directory/office';
import { keep, recall } from '../../platform/storage';
import type { MadeKey } from '../ceremony';

const Made = z.object({ epoch: z.number().int(), code: z.string() });

/** The key of an office that was made last in this browser: no server's word for it is taken. */
export function madeHere(office: Office): MadeKey | undefined {
  return recall(`office-made ${officeText(office)}`, Made);
}

/** Keeps which key was made, for whoever compares its code on another day. */
export function rememberMade(office: Office, made: MadeKey): void {
  keep(`office-made ${officeText(office)}`, made);
}
