import { type LogContent, ONLY } from '../transparency/log-content';
import type { CandidateList } from './contract';

/** What the log commits to of it. */
export function candidatesContent(content: CandidateList): LogContent {
  return { kind: 'candidates', area: content.area, id: ONLY, version: content.version, content };
}
