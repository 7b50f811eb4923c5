import { type LogContent, ONLY } from '../transparency/log-content';
import { CandidateList } from './contract';

const KNOWN = Object.keys(CandidateList.shape);

/** What the log commits to of it. */
export function candidatesContent(content: CandidateList): LogContent {
  return {
    kind: 'candidates',
    area: content.area,
    id: ONLY,
    version: content.version,
    content,
    known: KNOWN,
  };
}
