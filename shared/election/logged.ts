import { type LogContent, ONLY } from '../transparency/log-content';
import { Timetable } from './contract';

const KNOWN = Object.keys(Timetable.shape);

/** What the log commits to of it. */
export function timetableContent(content: Timetable): LogContent {
  return { kind: 'timetable', area: content.area, id: ONLY, version: content.version, content, known: KNOWN };
}
