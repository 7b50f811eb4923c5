import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import { keep, recall } from './storage';
import { createStore, useStore } from './store';

/** The village a person chose, with the names above it, so that pages have them before the network. */
export const Village = z.object({
  code: AreaCode,
  name: z.string(),
  town: z.string(),
  county: z.string(),
  /** Telephone of whom to ask, and who that is. */
  phone: z.string().optional(),
  office: z.string().optional(),
});
export type Village = z.output<typeof Village>;

const Settings = z.object({
  elder: z.boolean().default(false),
  village: Village.optional(),
  /** How fast notices are read aloud. */
  pace: z.enum(['慢', '正常', '快']).default('正常'),
});
export type Settings = z.output<typeof Settings>;

const settings = createStore<Settings>(recall('settings', Settings) ?? Settings.parse({}));

/** The settings of this device. */
export function useSettings(): Settings {
  return useStore(settings);
}

/** Changes some settings and keeps them. */
export function changeSettings(change: Partial<Settings>): void {
  const next = { ...settings.get(), ...change };
  settings.set(next);
  keep('settings', next);
}
