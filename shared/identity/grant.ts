import * as z from 'zod';
import { AreaCode } from '../area/code';
import { Role } from './role';

/** What a person may be, and where. */
export const Grant = z.object({ role: Role, area: AreaCode });
export type Grant = z.output<typeof Grant>;
